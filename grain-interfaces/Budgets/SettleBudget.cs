namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>What became of an allowance; it is in the run's journal when this is said.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.settle-budget")]
public sealed record SettleBudget
{
    [Id(0)] public required BudgetPlace Place { get; init; }

    [Id(1)] public required Guid Run { get; init; }

    [Id(2)] public required int Step { get; init; }

    [Id(3)] public required int Attempt { get; init; }

    /// <summary>What the call took.</summary>
    [Id(4)] public required Amount Amount { get; init; }

    /// <summary>The day that it counts for.</summary>
    [Id(5)] public required long AtUs { get; init; }

    /// <summary>Where people are told that a limit comes near.</summary>
    [Id(6)] public required Guid Thread { get; init; }

    /// <summary>What held when it was settled.</summary>
    [Id(7)] public required BudgetTerms Terms { get; init; }
}
