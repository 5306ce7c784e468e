using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.GrainInterfaces.Runs;

/// <summary>What was remembered that fits what a turn is about, best first, within its budget.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.recalled")]
public sealed record Recalled : StepReport
{
    [Id(0)] public required ImmutableArray<FoundFact> Facts { get; init; }
}
