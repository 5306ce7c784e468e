using System.Collections.Concurrent;

namespace OmniSage.Api.Agents;

/// <summary>
/// Knows a workspace's agents by slug and by id, and asks its grain for them at most once a second; at most
/// <see cref="RememberedMax"/> workspaces are remembered, then all are forgotten.
/// </summary>
internal sealed class AgentFinder(IGrainFactory grains, TimeProvider time)
{
    private const int RememberedMax = 4 * 1024;

    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<WorkspaceId, (AgentNames Agents, long At)> known = new();

    public async ValueTask<AgentNames> ListAsync(WorkspaceId workspace)
    {
        if (known.TryGetValue(workspace, out var kept) && time.GetElapsedTime(kept.At) < AgeMax) return kept.Agents;
        var agents = new AgentNames(
            await grains.GetGrain<IWorkspaceGrain>(workspace.ToGrainKey()).ListAgentsAsync());
        if (known.Count >= RememberedMax) known.Clear();
        known[workspace] = (agents, time.GetTimestamp());
        return agents;
    }
}
