namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>session.offered</c>, in the account's journal: a link of this hash signs in once.</summary>
public sealed record SessionOffered(string Hash, Guid Tenant, TenantRole Role, long ExpiresUs) : EventPayload;
