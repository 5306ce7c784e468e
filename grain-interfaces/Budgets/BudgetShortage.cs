namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>The limit that a call would have gone beyond, and how far it is.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.budget-shortage")]
public sealed record BudgetShortage
{
    [Id(0)] public required BudgetLimit Limit { get; init; }

    /// <summary>What counts towards it already.</summary>
    [Id(1)] public required Amount Spent { get; init; }

    /// <summary>What calls under way may still take of it.</summary>
    [Id(2)] public required Amount Reserved { get; init; }

    /// <summary>The most that the call can take.</summary>
    [Id(3)] public required Amount Needed { get; init; }

    [Id(4)] public required string Currency { get; init; }
}
