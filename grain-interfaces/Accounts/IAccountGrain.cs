namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>One person's account and credentials. Keyed by <see cref="AccountId"/>. A key's text is never stored, only its hash.</summary>
[Alias("omnisage.account"), GrainInterfaceType("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Opens the account. Opening it again changes nothing.</summary>
    [Alias("open")]
    Task OpenAsync(string name, bool isOperator);

    /// <summary>Makes an API key for acting in a tenant valid. Repeating it with the same hash changes nothing.</summary>
    /// <param name="tenant">The tenant that the key acts in.</param>
    /// <param name="key">The key's id.</param>
    /// <param name="hash">SHA-256 of the key's text, as 64 hex digits.</param>
    [Alias("add-key")]
    Task AddKeyAsync(TenantId tenant, Guid key, string hash);

    /// <summary>Makes a key invalid within a second, everywhere.</summary>
    [Alias("revoke-key")]
    Task RevokeKeyAsync(Guid key);
}
