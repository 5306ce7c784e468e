namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>session.opened</c>, in the account's journal: a link was used; who has the secret is it.</summary>
public sealed record SessionOpened(
    Guid Session, string Link, string Hash, Guid Tenant, TenantRole Role, long ExpiresUs) : EventPayload;
