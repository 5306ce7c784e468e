namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>grant.revoked</c>, in the workspace's journal: it lets nothing pass any more.</summary>
public sealed record GrantRevoked(Guid Grant, Guid By) : EventPayload;
