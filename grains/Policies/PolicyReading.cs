using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Policies;

/// <summary>What a text turned out to be: a document, or the faults in it.</summary>
internal sealed record PolicyReading(PolicyDocument? Document, ImmutableArray<PolicyFault> Faults);
