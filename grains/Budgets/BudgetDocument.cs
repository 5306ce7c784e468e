using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>What a settings document says of limits and prices.</summary>
internal sealed record BudgetDocument(ImmutableArray<BudgetLimit> Limits, ImmutableArray<Price> Prices)
{
    public static BudgetDocument Empty { get; } = new([], []);

    public bool IsEmpty => Limits.IsEmpty && Prices.IsEmpty;

    /// <summary>
    /// What holds with it besides. A document can only tighten limits, as whoever wrote it may be bounded by them; so
    /// its prices are for what those above it say nothing of.
    /// </summary>
    public BudgetTerms Over(BudgetTerms above) => above with
    {
        Limits =
        [
            .. above.Limits.Concat(Limits)
                .GroupBy(limit => (limit.Level, limit.Period))
                .OrderBy(group => group.Key)
                .Select(group => new BudgetLimit(
                    group.Key.Level,
                    group.Key.Period,
                    group.Min(limit => limit.Money),
                    group.Min(limit => limit.Tokens))),
        ],
        Prices = [.. above.Prices, .. Prices],
    };
}
