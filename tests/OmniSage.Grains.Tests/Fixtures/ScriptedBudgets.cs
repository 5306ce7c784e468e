using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Grains.Budgets;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>Limits and prices that the test sets and changes. A token costs a millionth, in and out.</summary>
internal sealed class ScriptedBudgets(params ImmutableArray<BudgetLimit> limits) : IBudgetSettings
{
    public BudgetTerms Terms { get; set; } = new()
    {
        Currency = "USD",
        Limits = limits,
        Prices = [new("*", null, Price.Micro, Price.Micro, null)],
    };

    public static BudgetLimit Day(BudgetLevel level, long money) => new(level, BudgetPeriod.Day, money, null);

    public void Set(params ImmutableArray<BudgetLimit> changed) => Terms = Terms with { Limits = changed };

    public ValueTask<BudgetTerms> FindAsync(BudgetPlace place, CancellationToken cancellation) =>
        ValueTask.FromResult(Terms);
}
