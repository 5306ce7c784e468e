namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>A link by which somebody may sign in once.</summary>
/// <param name="Hash">SHA-256 of the link's code, as 64 hex digits.</param>
/// <param name="Tenant">Where the session will act.</param>
/// <param name="Role">The role of the credential that makes the link; the session is bound by it.</param>
[GenerateSerializer, Immutable, Alias("omnisage.sign-in-offer")]
public sealed record SignInOffer(
    [property: Id(0)] string Hash,
    [property: Id(1)] TenantId Tenant,
    [property: Id(2)] TenantRole Role)
{
    /// <summary>How long a link can be used.</summary>
    public static TimeSpan TimeMax { get; } = TimeSpan.FromMinutes(10);
}
