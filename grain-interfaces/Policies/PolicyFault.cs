namespace OmniSage.GrainInterfaces.Policies;

/// <summary>Why a policy document is not acceptable, and where; line and column count from 1.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-fault")]
public sealed record PolicyFault(
    [property: Id(0)] int Line,
    [property: Id(1)] int Column,
    [property: Id(2)] string Message);
