namespace OmniSage.GrainInterfaces.Budgets;

/// <summary>Answers which limits hold for a person in a workspace and how far they are.</summary>
public interface IBudgets
{
    ValueTask<BudgetView> ReadAsync(BudgetPlace place, CancellationToken cancellation);
}
