using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Storage.Budgets;

/// <summary>What was spent on one day in one place.</summary>
public sealed record SpentSum(DateOnly Day, BudgetPlace Place, Amount Amount);
