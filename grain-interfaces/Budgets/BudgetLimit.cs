namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>One limit: in money, in tokens, or in both.</summary>
/// <param name="Level">Whose spending it bounds.</param>
/// <param name="Period">How long it counts.</param>
/// <param name="Money">In millionths of the currency; null: any.</param>
/// <param name="Tokens">In and out together; null: any.</param>
[GenerateSerializer, Immutable, Alias("omnisage.budget-limit")]
public sealed record BudgetLimit(
    [property: Id(0)] BudgetLevel Level,
    [property: Id(1)] BudgetPeriod Period,
    [property: Id(2)] long? Money,
    [property: Id(3)] long? Tokens);
