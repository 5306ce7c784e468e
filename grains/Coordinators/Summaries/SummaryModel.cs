using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Models;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Settings;
using OmniSage.Models;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// Whether there is a model that can sum up a conversation; the built-in one knows patterns only. Where settings cannot
/// be read there is none.
/// </summary>
internal sealed class SummaryModel(SettingsBook settings, WorkspaceModels models)
{
    public async ValueTask<bool> IsThereAsync(TenantId tenant, RunPlace place)
    {
        var workspace = new WorkspaceId(tenant, place.Workspace);
        var held = await settings.FindAsync(workspace);
        return !held.IsUnreadable
            && !models.Find(held, workspace, place.Agent, ModelLevels.Coordinator).Client.IsBuiltIn();
    }
}
