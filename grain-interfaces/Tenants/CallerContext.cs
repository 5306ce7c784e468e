namespace OmniSage.GrainInterfaces.Tenants;

/// <summary>
/// Who makes a grain call, as it travels with the call. It is a claim of our own code: clients set it from the
/// credential, the silo from what it works on, and a call filter holds it against the key that is called.
/// </summary>
public static class CallerContext
{
    /// <summary>The tenant of the caller, as text.</summary>
    public const string TenantKey = "omnisage.tenant";

    /// <summary>The caller's account as 32 hex digits, or <c>system</c>.</summary>
    public const string AccountKey = "omnisage.account";

    /// <summary>Stands for the silo itself.</summary>
    public const string System = "system";

    public static void Set(TenantId tenant, string account)
    {
        RequestContext.Set(TenantKey, tenant.Text);
        RequestContext.Set(AccountKey, account);
    }

    /// <summary>The tenant that the current call speaks for; null when nobody said.</summary>
    public static TenantId? Tenant =>
        RequestContext.Get(TenantKey) is string text && TenantId.TryParse(text, out var tenant) ? tenant : null;
}
