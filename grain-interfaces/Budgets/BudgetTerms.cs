namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What holds for one place: its limits, and the prices that they are counted with.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.budget-terms")]
public sealed record BudgetTerms
{
    /// <summary>The currency's code, such as <c>USD</c>; one for the whole install.</summary>
    [Id(0)] public required string Currency { get; init; }

    /// <summary>At most one of each level and period.</summary>
    [Id(1)] public ImmutableArray<BudgetLimit> Limits { get; init; } = [];

    /// <summary>In the order in which they are looked through.</summary>
    [Id(2)] public ImmutableArray<Price> Prices { get; init; } = [];

    /// <summary>Some limit is in money, so that a model without a price cannot be asked.</summary>
    public bool CountMoney => Limits.Any(limit => limit.Money is not null);

    /// <summary>What the provider asks for the model; null where nobody has said it.</summary>
    public Price? PriceOf(string? provider, string model) => Prices.FirstOrDefault(
        price => price.IsOf(provider, model));
}
