namespace OmniSage.GrainInterfaces.Memory;

/// <summary>A fact that a search found, and how well it fits, from 0 to 1.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.found-fact")]
public sealed record FoundFact([property: Id(0)] Fact Fact, [property: Id(1)] double Score);
