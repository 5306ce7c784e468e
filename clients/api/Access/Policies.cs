namespace OmniSage.Api.Access;

/// <summary>Who may call an endpoint. Every endpoint names one of these; what names none asks for a caller.</summary>
internal static class Policies
{
    /// <summary>Any member of the tenant, auditors too.</summary>
    public const string Read = "read";

    /// <summary>Any member by an API key, no browser: so that a session cannot prolong itself.</summary>
    public const string Key = "key";

    /// <summary>Any member of the tenant who may give work: all but auditors.</summary>
    public const string Work = "work";

    /// <summary>Those who may change what others may do: owners and admins.</summary>
    public const string Manage = "manage";
}
