namespace OmniSage.GrainInterfaces.Policies;

/// <summary>What became of a wish to change policy, and the version that is current now.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-receipt")]
public sealed record PolicyReceipt(
    [property: Id(0)] PolicyOutcome Outcome,
    [property: Id(1)] int Version,
    [property: Id(2)] ImmutableArray<PolicyFault> Faults);
