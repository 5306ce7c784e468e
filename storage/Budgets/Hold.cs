using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Storage.Budgets;

/// <summary>An allowance that a run has.</summary>
public sealed record Hold(Guid Run, int Step, int Attempt, BudgetPlace Place, Amount Amount);
