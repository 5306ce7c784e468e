using OmniSage.GrainInterfaces.Journals;

namespace OmniSage.GrainInterfaces.Policies;

/// <summary>A call that nobody makes: what would policy say of it?</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-question")]
public sealed record PolicyQuestion
{
    [Id(0)] public required string Tool { get; init; }

    /// <summary>UTF-8 JSON text.</summary>
    [Id(1)] public required string Arguments { get; init; }

    [Id(2)] public required Labels Labels { get; init; }

    [Id(3)] public required PolicyCaller Caller { get; init; }

    [Id(4)] public required string Agent { get; init; }
}
