namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>A browser in which somebody signed in: for an account, in one tenant, for a bounded time.</summary>
/// <param name="Id">The session's id, by which it is closed.</param>
/// <param name="Tenant">Where it acts.</param>
/// <param name="Role">A bound below the member's role: that of the credential which the link was made with.</param>
/// <param name="OpenedUs">When, in microseconds since 1970 (UTC).</param>
/// <param name="ExpiresUs">From then on it is worth nothing.</param>
[GenerateSerializer, Immutable, Alias("omnisage.session")]
public sealed record Session(
    [property: Id(0)] Guid Id,
    [property: Id(1)] TenantId Tenant,
    [property: Id(2)] TenantRole Role,
    [property: Id(3)] long OpenedUs,
    [property: Id(4)] long ExpiresUs);
