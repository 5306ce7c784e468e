namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>model.requested</c>: the exact request of a model step, as the SHA-256 of its parts in order. Each part is JSON
/// and stored once for its tenant, however many requests hold it.
/// </summary>
public sealed record ModelRequested(int Step, string Level, ImmutableArray<string> Parts, int OutputTokensMax)
    : EventPayload;
