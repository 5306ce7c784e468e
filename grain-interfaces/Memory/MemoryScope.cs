namespace OmniSage.GrainInterfaces.Memory;

/// <summary>What facts are kept for. A scope of a workspace is that workspace's alone, whatever its subject.</summary>
/// <param name="Kind">Whom or what the facts belong to.</param>
/// <param name="Subject">The account, workspace, project, thread or agent.</param>
/// <param name="Workspace">The workspace that it is in; null for a user, who is the same in all of them.</param>
[GenerateSerializer, Immutable, Alias("omnisage.memory-scope")]
public sealed record MemoryScope(
    [property: Id(0)] MemoryScopeKind Kind, [property: Id(1)] Guid Subject, [property: Id(2)] Guid? Workspace)
{
    public static MemoryScope OfUser(Guid account) => new(MemoryScopeKind.User, account, null);

    public static MemoryScope OfWorkspace(Guid workspace) => new(MemoryScopeKind.Workspace, workspace, workspace);

    public static MemoryScope OfProject(Guid workspace, Guid project) =>
        new(MemoryScopeKind.Project, project, workspace);

    public static MemoryScope OfThread(Guid workspace, Guid thread) => new(MemoryScopeKind.Thread, thread, workspace);

    public static MemoryScope OfAgent(Guid workspace, Guid agent) => new(MemoryScopeKind.Agent, agent, workspace);
}
