namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>Whether a run has its allowance.</summary>
/// <param name="Epoch">Of which life of the grain it is: one of an earlier life can no longer be written down.</param>
/// <param name="IsExtra">It is taken from what a person granted the run.</param>
/// <param name="Shortage">The limit that stands in the way; null where it has it.</param>
[GenerateSerializer, Immutable, Alias("omnisage.budget-answer")]
public sealed record BudgetAnswer(
    [property: Id(0)] long Epoch,
    [property: Id(1)] bool IsExtra = false,
    [property: Id(2)] BudgetShortage? Shortage = null);
