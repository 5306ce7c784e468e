using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.GrainInterfaces.Policies;

/// <summary>All that decisions of one moment rest on: the current document and the grants that hold.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-snapshot")]
public sealed record PolicySnapshot
{
    [Id(0)] public required WorkspaceId Workspace { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required string Text { get; init; }

    [Id(3)] public required ImmutableArray<Grant> Grants { get; init; }
}
