namespace OmniSage.GrainInterfaces.Tenants;

/// <summary>What a member may do in a tenant. Stored by name in lower case.</summary>
public enum TenantRole { Auditor, Member, Admin, Owner }
