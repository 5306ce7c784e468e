using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>Says what limits and prices hold in a place; read with each model call, so it has to be quick.</summary>
internal interface IBudgetSettings
{
    ValueTask<BudgetTerms> FindAsync(BudgetPlace place, CancellationToken cancellation);
}
