namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>workspace.added</c>, in the tenant's journal, which guards that slugs are unique.</summary>
public sealed record WorkspaceAdded(Guid Workspace, string Slug, string Name, Guid By) : EventPayload;
