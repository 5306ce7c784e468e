using System.Collections.Concurrent;

namespace OmniSage.Api.Threads;

/// <summary>
/// Says whether a thread is in a workspace. A thread never moves, so what was once read is remembered, and a message
/// costs no query; at most <see cref="RememberedMax"/> threads are, then all are forgotten.
/// </summary>
internal sealed class ThreadFinder(IHistory history)
{
    private const int RememberedMax = 16 * 1024;
    private readonly ConcurrentDictionary<ThreadId, Guid> workspaces = new();

    public void Remember(ThreadId thread, Guid workspace)
    {
        if (workspaces.Count >= RememberedMax) workspaces.Clear();
        workspaces[thread] = workspace;
    }

    public async ValueTask<bool> IsInAsync(ThreadId thread, WorkspaceId workspace, CancellationToken cancellation)
    {
        if (workspaces.TryGetValue(thread, out var known)) return known == workspace.Value;
        if (await history.FindThreadAsync(thread, cancellation) is not { } found) return false;
        Remember(thread, found.Workspace);
        return found.Workspace == workspace.Value;
    }
}
