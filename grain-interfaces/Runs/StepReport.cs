using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Runs;

/// <summary>What one attempt of one step brought.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.step-report")]
[JsonDerivedType(typeof(ModelAnswered), "model-answered")]
[JsonDerivedType(typeof(ToolAnswered), "tool-answered")]
[JsonDerivedType(typeof(Recalled), "recalled")]
[JsonDerivedType(typeof(FileCaptured), "file-captured")]
[JsonDerivedType(typeof(StepFailed), "step-failed")]
public abstract record StepReport
{
    [Id(0)] public required RunId Run { get; init; }

    [Id(1)] public required int Step { get; init; }

    [Id(2)] public required int Attempt { get; init; }
}
