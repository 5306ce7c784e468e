namespace OmniSage.GrainInterfaces.Memory;

/// <summary>Whom or what a fact belongs to. Stored by name in lower case; a released name is never reused.</summary>
public enum MemoryScopeKind
{
    /// <summary>One person, in all workspaces of the tenant; nobody else sees it.</summary>
    User,

    /// <summary>Everyone in a workspace.</summary>
    Workspace,

    /// <summary>A project of a workspace.</summary>
    Project,

    /// <summary>One conversation.</summary>
    Thread,

    /// <summary>An agent of a workspace; today each workspace has one, named by the workspace's id.</summary>
    Agent,
}
