using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Settings;

namespace OmniSage.Grains.Budgets;

/// <summary>The install's limits and prices, with what the settings of the tenant and of the workspace add.</summary>
internal sealed class LayeredBudgets(InstalledBudgets installed, SettingsBook settings) : IBudgetSettings
{
    public async ValueTask<BudgetTerms> FindAsync(BudgetPlace place, CancellationToken cancellation)
    {
        var found = await settings.FindAsync(new WorkspaceId(place.Tenant, place.Workspace));
        var (tenant, workspace) = (found.Tenant.Budgets, found.Workspace.Budgets);
        return tenant.IsEmpty && workspace.IsEmpty
            ? installed.Terms
            : workspace.Over(tenant.Over(installed.Terms));
    }
}
