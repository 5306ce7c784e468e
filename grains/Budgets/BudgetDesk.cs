using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Budgets;

/// <summary>Tells which limits hold and how far they are. Where there is none, no grain is asked.</summary>
internal sealed class BudgetDesk(IBudgetSettings settings, IGrainFactory grains) : IBudgets
{
    public async ValueTask<BudgetView> ReadAsync(BudgetPlace place, CancellationToken cancellation)
    {
        var terms = await settings.FindAsync(place, cancellation);
        return terms.Limits.IsEmpty
            ? new() { Terms = terms }
            : await grains.GetGrain<IBudgetGrain>(place.Tenant.ToGrainKey()).ReadAsync(place, terms);
    }
}
