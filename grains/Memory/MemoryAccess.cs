using OmniSage.Grains.Runs;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>Which scopes a run may see and write. Pure.</summary>
internal static class MemoryAccess
{
    /// <summary>
    /// The workspace's, the thread's, the agent's, and those of the person on whose behalf it runs: where several
    /// speak in one turn, it does without anybody's own.
    /// </summary>
    public static ImmutableArray<MemoryScope> ScopesOf(RunPlace place)
    {
        var scopes = ImmutableArray.Create(
            MemoryScope.OfWorkspace(place.Workspace),
            MemoryScope.OfThread(place.Workspace, place.Thread),
            MemoryScope.OfAgent(place.Workspace, place.Agent));
        return place.IsShared ? scopes : scopes.Add(MemoryScope.OfUser(place.By));
    }

    /// <summary>The scope of that kind, if the run may use it.</summary>
    public static MemoryScope? Find(RunPlace place, MemoryScopeKind kind) =>
        ScopesOf(place).FirstOrDefault(scope => scope.Kind == kind);
}
