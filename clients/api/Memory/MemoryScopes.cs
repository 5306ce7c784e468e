using OmniSage.Api.Access;
using OmniSage.Api.Problems;
using OmniSage.Api.Threads;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Api.Memory;

/// <summary>Which scopes of memory a caller may see: the caller's own, and those of the workspace.</summary>
internal sealed class MemoryScopes(ThreadFinder threads)
{
    /// <summary>Whether the fact is for this caller, in this workspace.</summary>
    public static bool MaySee(Scope caller, MemoryScope scope) => scope.Kind switch
    {
        MemoryScopeKind.User => scope.Subject == caller.Account,
        MemoryScopeKind.Workspace or MemoryScopeKind.Project or MemoryScopeKind.Thread or MemoryScopeKind.Agent =>
            scope.Workspace == caller.Workspace.Id.Value,
    };

    /// <summary>The scope that is named, or the problem with it. What is not the caller's is not there.</summary>
    public async ValueTask<(MemoryScope? Scope, Problem? Problem)> ResolveAsync(
        Scope caller, MemoryScopeKind kind, string? subject, CancellationToken cancellation)
    {
        var workspace = caller.Workspace.Id.Value;
        if (kind is MemoryScopeKind.User) return Without(subject, MemoryScope.OfUser(caller.Account));
        if (kind is MemoryScopeKind.Workspace) return Without(subject, MemoryScope.OfWorkspace(workspace));
        if (kind is MemoryScopeKind.Agent && subject is null) return (MemoryScope.OfAgent(workspace, workspace), null);
        if (subject is null || !Scope.TryParseId(subject, out var id))
        {
            return (null, KnownProblems.InvalidParameter("subject", "This scope needs an id: 32 hex digits."));
        }

        if (kind is not MemoryScopeKind.Thread) return (new(kind, id, workspace), null);
        var isThere = await threads.IsInAsync(new(caller.Tenant, id), caller.Workspace.Id, cancellation);
        return isThere ? (MemoryScope.OfThread(workspace, id), null) : (null, KnownProblems.NotFound);
    }

    /// <summary>What is looked through when no scope is named.</summary>
    public static ImmutableArray<MemoryScope> Usual(Scope caller) =>
    [
        MemoryScope.OfUser(caller.Account),
        MemoryScope.OfWorkspace(caller.Workspace.Id.Value),
        MemoryScope.OfAgent(caller.Workspace.Id.Value, caller.Workspace.Id.Value),
    ];

    private static (MemoryScope? Scope, Problem? Problem) Without(string? subject, MemoryScope scope) => subject is null
        ? (scope, null)
        : (null, KnownProblems.InvalidParameter("subject", "This scope is the caller's own and takes no id."));
}
