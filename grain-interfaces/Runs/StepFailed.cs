namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// The step could not be carried out at all: the model or the sandbox is not there, or a limit ended it.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.step-failed")]
public sealed record StepFailed : StepReport
{
    /// <summary>A stable code, such as <c>model_unreachable</c>.</summary>
    [Id(0)] public required string Code { get; init; }

    /// <summary>One sentence for a person.</summary>
    [Id(1)] public required string Error { get; init; }

    [Id(2)] public required bool Retryable { get; init; }

    /// <summary>Of a model step with a chain: who failed, in order; null for nobody.</summary>
    [Id(3)] public ImmutableArray<ModelTry>? Tries { get; init; }
}
