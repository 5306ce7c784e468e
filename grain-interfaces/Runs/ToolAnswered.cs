using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// A tool, or a check, came to its end. Its own failure is an answer too, which the model gets to read.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.tool-answered")]
public sealed record ToolAnswered : StepReport
{
    /// <summary>JSON text, bounded.</summary>
    [Id(0)] public required string Result { get; init; }

    /// <summary>The tool did what it was asked to; for a check: it passed.</summary>
    [Id(1)] public required bool Succeeded { get; init; }

    /// <summary>SHA-256 of the workspace snapshot taken after the step; none where nothing changed.</summary>
    [Id(2)] public string? Workspace { get; init; }

    /// <summary>How far the result is to be trusted.</summary>
    [Id(3)] public required Labels Labels { get; init; }
}
