using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Settings;

/// <summary>What an agent is told and may call, as its workspace's settings have it at this moment.</summary>
internal sealed class AgentDesk(SettingsBook settings, ToolCatalog catalog)
{
    public ValueTask<AgentProfile> FindAsync(TenantId tenant, RunPlace place) =>
        FindAsync(new WorkspaceId(tenant, place.Workspace), place.Agent);

    public async ValueTask<AgentProfile> FindAsync(WorkspaceId workspace, Guid agent)
    {
        var held = await settings.FindAsync(workspace);
        var terms = held.Find(agent);
        return new()
        {
            Slug = held.SlugOf(agent),
            Name = held.NameOf(agent),
            Instructions = terms.Instructions,
            CoordinatorTools = AgentTools.Of(terms.Tools, catalog.ForCoordinators, catalog),
            ExecutorTools = AgentTools.Of(terms.Tools, catalog.ForExecutors, catalog),
        };
    }
}
