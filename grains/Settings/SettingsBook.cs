using System.Collections.Concurrent;
using OmniSage.GrainInterfaces.Settings;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Settings;

/// <summary>
/// The settings of the workspaces that this silo works for. Their grains are asked at most once a second, and each
/// version is read once, so that a turn waits for neither database nor YAML and a change holds within a second.
/// </summary>
internal sealed class SettingsBook(IGrainFactory grains, TimeProvider time)
{
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(1);

    /// <summary>So many are kept of each kind; then the book begins anew.</summary>
    private const int KeptMax = 4_096;

    private readonly ConcurrentDictionary<WorkspaceId, Page> pages = new();
    private readonly ConcurrentDictionary<(TenantId, Guid), Read> read = new();

    public ValueTask<EffectiveSettings> FindAsync(WorkspaceId workspace) =>
        pages.TryGetValue(workspace, out var page) && time.GetElapsedTime(page.At) < AgeMax
            ? new(page.Settings)
            : new(AskAsync(workspace));

    private async Task<EffectiveSettings> AskAsync(WorkspaceId workspace)
    {
        var asked = time.GetTimestamp();
        CallerContext.Set(workspace.Tenant, CallerContext.System);
        var own = await grains.GetGrain<IWorkspaceGrain>(workspace.ToGrainKey()).GetSettingsAsync();
        var tenants = await grains.GetGrain<ITenantGrain>(workspace.Tenant.ToGrainKey()).GetSettingsAsync();
        var settings = EffectiveSettings.Of(
            Open((workspace.Tenant, workspace.Tenant.Value), tenants, SettingsScope.Tenant),
            Open((workspace.Tenant, workspace.Value), own, SettingsScope.Workspace),
            own.Agents,
            GrainInterfaces.Agents.BuiltInAgent.IdIn(workspace.Value));
        if (pages.Count >= KeptMax) pages.Clear();
        pages[workspace] = new(settings, asked);
        return settings;
    }

    private SettingsDocument Open((TenantId, Guid) owner, SettingsSnapshot snapshot, SettingsScope scope)
    {
        if (read.TryGetValue(owner, out var known) && known.Text == snapshot.Text) return known.Document;
        var document = SettingsReader.Read(snapshot.Text, scope).Document ?? SettingsDocument.Unreadable;
        if (read.Count >= KeptMax) read.Clear();
        read[owner] = new(snapshot.Text, document);
        return document;
    }

    private sealed record Page(EffectiveSettings Settings, long At);

    private sealed record Read(string Text, SettingsDocument Document);
}
