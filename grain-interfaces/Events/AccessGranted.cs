namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>access.granted</c>: a key of this hash is valid for the account in this tenant.</summary>
public sealed record AccessGranted(TenantId Tenant, Guid Key, string Hash) : EventPayload;
