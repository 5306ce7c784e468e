namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>Whom a credential stands for: an account acting in one tenant.</summary>
/// <param name="Account">Who.</param>
/// <param name="Tenant">Where.</param>
/// <param name="Role">What it may do there.</param>
/// <param name="Key">The id of the key or of the session; none where no credential was asked about.</param>
[GenerateSerializer, Immutable, Alias("omnisage.caller")]
public sealed record Caller(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] TenantId Tenant,
    [property: Id(2)] TenantRole Role,
    [property: Id(3)] Guid Key);
