using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>The limits and prices of the install's own settings, which hold everywhere.</summary>
internal sealed class InstalledBudgets(IOptions<BudgetOptions> budgets, IOptions<PriceOptions> prices)
{
    public BudgetTerms Terms { get; } = new()
    {
        Currency = budgets.Value.Currency,
        Limits =
        [
            .. Of(BudgetLevel.Tenant, budgets.Value.Tenant),
            .. Of(BudgetLevel.Workspace, budgets.Value.Workspace),
            .. Of(BudgetLevel.User, budgets.Value.User),
            .. Of(BudgetLevel.Agent, budgets.Value.Agent),
            .. Of(BudgetLevel.Run, BudgetPeriod.Total, budgets.Value.Run.Money, budgets.Value.Run.Tokens),
        ],
        Prices =
        [
            .. prices.Value.Models.Select(price => new Price(
                price.Model!,
                price.Provider,
                Money.Micro(price.Input!.Value),
                Money.Micro(price.Output!.Value),
                price.CachedInput is { } cached ? Money.Micro(cached) : null)),
        ],
    };

    private static IEnumerable<BudgetLimit> Of(BudgetLevel level, PeriodLimitOptions limits) =>
        Of(level, BudgetPeriod.Day, limits.DayMoney, limits.DayTokens)
            .Concat(Of(level, BudgetPeriod.Month, limits.MonthMoney, limits.MonthTokens));

    private static IEnumerable<BudgetLimit> Of(
        BudgetLevel level, BudgetPeriod period, decimal? money, long? tokens) =>
        money is null && tokens is null
            ? []
            : [new(level, period, money is { } set ? Money.Micro(set) : null, tokens)];
}
