namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>Whom a credential stands for: an account acting in one tenant.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.caller")]
public sealed record Caller(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] TenantId Tenant,
    [property: Id(2)] TenantRole Role,
    [property: Id(3)] Guid Key);
