namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>A limit and how far it is.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.limit-status")]
public sealed record LimitStatus
{
    [Id(0)] public required BudgetLimit Limit { get; init; }

    /// <summary>The day or month that it counts now; its first day in UTC.</summary>
    [Id(1)] public required string From { get; init; }

    [Id(2)] public required Amount Spent { get; init; }

    [Id(3)] public required Amount Reserved { get; init; }
}
