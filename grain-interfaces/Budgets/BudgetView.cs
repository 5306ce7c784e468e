namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>The limits that hold for a caller in a workspace, and what people were told of them lately.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.budget-view")]
public sealed record BudgetView
{
    [Id(0)] public required BudgetTerms Terms { get; init; }

    [Id(1)] public ImmutableArray<LimitStatus> Limits { get; init; } = [];

    [Id(2)] public ImmutableArray<BudgetNotice> Notices { get; init; } = [];
}
