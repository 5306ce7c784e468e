namespace OmniSage.GrainInterfaces.Policies;

/// <summary>What policy would say of a call: the decision, and every rule that speaks to it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-answer")]
public sealed record PolicyAnswer
{
    [Id(0)] public required int Version { get; init; }

    /// <summary>What the call was understood as: its hosts and paths.</summary>
    [Id(1)] public required ImmutableArray<string> Hosts { get; init; }

    [Id(2)] public required ImmutableArray<string> Paths { get; init; }

    [Id(3)] public required PolicyDecision Decision { get; init; }

    [Id(4)] public required ImmutableArray<PolicyFinding> Findings { get; init; }
}
