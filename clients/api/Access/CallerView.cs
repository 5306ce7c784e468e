namespace OmniSage.Api.Access;

/// <summary>Whom the credential stands for, and where.</summary>
internal sealed record CallerView(string Account, string Tenant, TenantRole Role);
