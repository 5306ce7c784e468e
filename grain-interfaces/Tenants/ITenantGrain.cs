using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.GrainInterfaces.Tenants;

/// <summary>
/// An organisation: its members and roles, the names of its workspaces, the keys that act in it, and its settings.
/// Keyed by <see cref="TenantId"/>. A key's text is never stored, only its hash.
/// </summary>
[Alias("omnisage.tenant"), GrainInterfaceType("tenant")]
public interface ITenantGrain : ISettingsOwner
{
    /// <summary>Opens the tenant with its owner. Opening it again changes nothing.</summary>
    [Alias("open")]
    Task OpenAsync(string name, Guid owner);

    /// <summary>
    /// Adds a workspace and answers its id; a slug that is taken answers the id of the one that has it.
    /// </summary>
    [Alias("add-workspace")]
    Task<Guid> AddWorkspaceAsync(string slug, string name, Guid by);

    /// <summary>Makes a key valid for a member. Repeating it with the same id changes nothing.</summary>
    /// <param name="key">The key's id.</param>
    /// <param name="account">The member whom it stands for.</param>
    /// <param name="hash">SHA-256 of the key's text, as 64 hex digits.</param>
    [Alias("grant-key")]
    Task GrantKeyAsync(Guid key, Guid account, string hash);

    /// <summary>Makes a key invalid within a second, everywhere. Repeating it changes nothing.</summary>
    [Alias("revoke-key")]
    Task RevokeKeyAsync(Guid key, Guid by);
}
