using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>Counts what one subject spends in one day or month.</summary>
internal readonly record struct BudgetCounter(BudgetLevel Level, Guid Subject, BudgetPeriod Period, DateOnly From)
{
    /// <summary>The levels that are counted here; what a run takes is in its own journal.</summary>
    public static ImmutableArray<BudgetLevel> Levels { get; } =
        [BudgetLevel.Tenant, BudgetLevel.Workspace, BudgetLevel.User, BudgetLevel.Agent];

    public static BudgetCounter Of(BudgetLevel level, BudgetPlace place, BudgetPeriod period, DateOnly day) =>
        new(level, place.SubjectOf(level), period, FirstOf(period, day));

    /// <summary>The first day of the period that the day is in.</summary>
    public static DateOnly FirstOf(BudgetPeriod period, DateOnly day) => period switch
    {
        BudgetPeriod.Day => day,
        BudgetPeriod.Month => new(day.Year, day.Month, 1),
        BudgetPeriod.Total => DateOnly.MinValue,
    };
}
