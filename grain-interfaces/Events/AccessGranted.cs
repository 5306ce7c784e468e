namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>access.granted</c>, in the tenant's journal: a key of this hash acts for the account.</summary>
public sealed record AccessGranted(Guid Key, Guid Account, string Hash) : EventPayload;
