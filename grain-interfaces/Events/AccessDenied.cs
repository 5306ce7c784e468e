namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>access.denied</c>: a key is no longer valid.</summary>
public sealed record AccessDenied(Guid Key) : EventPayload;
