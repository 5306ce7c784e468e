namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>access.revoked</c>, in the tenant's journal: a key acts no more.</summary>
public sealed record AccessRevoked(Guid Key) : EventPayload;
