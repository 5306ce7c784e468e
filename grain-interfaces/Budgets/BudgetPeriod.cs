namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>How long a limit counts before it begins anew: days and months of UTC, or never, for a run.</summary>
public enum BudgetPeriod { Day, Month, Total }
