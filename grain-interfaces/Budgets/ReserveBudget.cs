namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>A run wants an allowance for one attempt of a model step.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.reserve-budget")]
public sealed record ReserveBudget
{
    [Id(0)] public required BudgetPlace Place { get; init; }

    [Id(1)] public required Guid Run { get; init; }

    [Id(2)] public required int Step { get; init; }

    [Id(3)] public required int Attempt { get; init; }

    /// <summary>The most that the call can take.</summary>
    [Id(4)] public required Amount Amount { get; init; }

    /// <summary>What the run has taken so far.</summary>
    [Id(5)] public required Amount Spent { get; init; }

    /// <summary>What is left of what a person granted the run beyond all limits.</summary>
    [Id(6)] public required Amount Extra { get; init; }

    [Id(7)] public required BudgetTerms Terms { get; init; }

    /// <summary>Where people are told that a limit is reached.</summary>
    [Id(8)] public required Guid Thread { get; init; }

    /// <summary>It only asks whether it would get it.</summary>
    [Id(9)] public bool IsProbe { get; init; }

    /// <summary>
    /// What became of the run's last allowance, which may not be durable yet: no more than that is kept for it.
    /// </summary>
    [Id(10)] public SettledStep? Before { get; init; }
}
