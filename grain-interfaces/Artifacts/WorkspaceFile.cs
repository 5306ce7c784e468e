using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Artifacts;

/// <summary>
/// A file of a workspace: what a person put there, or what a task published. A projection of <c>file.published</c> and
/// <c>file.removed</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.workspace-file")]
public sealed record WorkspaceFile
{
    /// <summary>Its name in the workspace, <c>/</c> between folders; see <see cref="WorkspaceFilePath"/>.</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>The content's SHA-256 as 64 hex digits in lower case.</summary>
    [Id(1)] public required string Sha256 { get; init; }

    [Id(2)] public required long Bytes { get; init; }

    [Id(3)] public required string MediaType { get; init; }

    [Id(4)] public required Labels Labels { get; init; }

    /// <summary>The artifact that was published; null for what a person put there.</summary>
    [Id(5)] public Guid? Artifact { get; init; }

    /// <summary>The run that published it; null for what a person put there.</summary>
    [Id(6)] public Guid? Run { get; init; }

    /// <summary>On whose behalf.</summary>
    [Id(7)] public required Guid By { get; init; }

    /// <summary>In microseconds since 1970 (UTC).</summary>
    [Id(8)] public required long UpdatedUs { get; init; }
}
