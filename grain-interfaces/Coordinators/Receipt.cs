namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>The message is durable; this is its id, and the run that takes it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.receipt")]
public sealed record Receipt([property: Id(0)] Guid Message, [property: Id(1)] Guid Run);
