using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Artifacts;

/// <summary>
/// A file that a run made and that was kept: its content by its SHA-256, and where it comes from. A projection of
/// <c>artifact.created</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.artifact")]
public sealed record Artifact
{
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required Guid Workspace { get; init; }

    [Id(2)] public required Guid Thread { get; init; }

    /// <summary>The run that made it.</summary>
    [Id(3)] public required Guid Run { get; init; }

    /// <summary>The step of the run that kept it.</summary>
    [Id(4)] public required int Step { get; init; }

    /// <summary>The tool that kept it, such as <c>files.publish</c>.</summary>
    [Id(5)] public required string Tool { get; init; }

    /// <summary>The file's path in the task's workspace.</summary>
    [Id(6)] public required string Path { get; init; }

    /// <summary>The content's SHA-256 as 64 hex digits in lower case; the same content is stored once.</summary>
    [Id(7)] public required string Sha256 { get; init; }

    [Id(8)] public required long Bytes { get; init; }

    /// <summary>The media type, told from the content and the name's ending (RFC 6838).</summary>
    [Id(9)] public required string MediaType { get; init; }

    /// <summary>Of everything that the run had read when the file was kept.</summary>
    [Id(10)] public required Labels Labels { get; init; }

    /// <summary>In microseconds since 1970 (UTC).</summary>
    [Id(11)] public required long CreatedUs { get; init; }
}
