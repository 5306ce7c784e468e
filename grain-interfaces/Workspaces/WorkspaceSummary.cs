namespace OmniSage.GrainInterfaces.Workspaces;

/// <summary>One workspace as the directory knows it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.workspace-summary")]
public sealed record WorkspaceSummary(
    [property: Id(0)] WorkspaceId Id,
    [property: Id(1)] string Slug,
    [property: Id(2)] string Name);
