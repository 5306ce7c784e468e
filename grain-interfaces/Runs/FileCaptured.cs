namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// A file of a task's workspace was read and its content is stored, so that a call can name the very bytes before
/// anyone decides about it.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.file-captured")]
public sealed record FileCaptured : StepReport
{
    /// <summary>In the task's workspace, without detours.</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>The content's SHA-256 as 64 hex digits in lower case.</summary>
    [Id(1)] public required string Sha256 { get; init; }

    [Id(2)] public required long Bytes { get; init; }

    [Id(3)] public required string MediaType { get; init; }
}
