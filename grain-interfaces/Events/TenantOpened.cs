namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>tenant.opened</c>, in the tenant's journal, with its first owner.</summary>
public sealed record TenantOpened(string Name, Guid Owner) : EventPayload;
