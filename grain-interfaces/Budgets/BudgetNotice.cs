namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>So much of a limit was used, in one of its periods.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.budget-notice")]
public sealed record BudgetNotice
{
    /// <summary>Its id, and that of the message that tells it.</summary>
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required BudgetLimit Limit { get; init; }

    /// <summary>Whose limit it is.</summary>
    [Id(2)] public required Guid Subject { get; init; }

    /// <summary>The first day of the period.</summary>
    [Id(3)] public required string From { get; init; }

    /// <summary>50, 80 or 100.</summary>
    [Id(4)] public required int Percent { get; init; }

    [Id(5)] public required Amount Spent { get; init; }

    [Id(6)] public required string Currency { get; init; }

    /// <summary>The thread that it is told in.</summary>
    [Id(7)] public required Guid Thread { get; init; }

    [Id(8)] public required long AtUs { get; init; }
}
