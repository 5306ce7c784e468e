using System.Collections.Concurrent;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Policies;

/// <summary>
/// The documents of the workspaces that this silo works for, each version read once. A stored text that can be read no
/// more denies everything.
/// </summary>
internal sealed class PolicyBook
{
    /// <summary>So many documents are kept; then the book begins anew.</summary>
    private const int DocumentsMax = 1_000;

    private readonly ConcurrentDictionary<WorkspaceId, Page> pages = new();

    /// <summary>Decides a call by what held in the workspace at one moment: its document and its grants.</summary>
    public PolicyDecision Decide(PolicySnapshot snapshot, PolicyCall call, DateTimeOffset now) =>
        PolicyEngine.Decide(Open(snapshot), call with { Grants = snapshot.Grants }, now);

    public PolicyDocument Open(PolicySnapshot snapshot)
    {
        if (pages.TryGetValue(snapshot.Workspace, out var known)
            && known.Version == snapshot.Version && known.Text == snapshot.Text)
        {
            return known.Document;
        }

        var document = PolicyReader.Read(snapshot.Text).Document ?? PolicyDocument.Unreadable;
        if (pages.Count >= DocumentsMax) pages.Clear();
        pages[snapshot.Workspace] = new(snapshot.Version, snapshot.Text, document);
        return document;
    }

    private sealed record Page(int Version, string Text, PolicyDocument Document);
}
