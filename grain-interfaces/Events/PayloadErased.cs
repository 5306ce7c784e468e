namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>payload.erased</c>: payloads and salts of these events of the journal are gone for good.</summary>
public sealed record PayloadErased(ImmutableArray<long> Seqs) : EventPayload;
