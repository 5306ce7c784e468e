namespace OmniSage.GrainInterfaces.Tenants;

/// <summary>An organisation: its members and roles, and the names of its workspaces. Keyed by <see cref="TenantId"/>.</summary>
[Alias("omnisage.tenant"), GrainInterfaceType("tenant")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Opens the tenant with its owner. Opening it again changes nothing.</summary>
    [Alias("open")]
    Task OpenAsync(string name, Guid owner);

    /// <summary>Adds a workspace and answers its id; a slug that is taken answers the id of the one that has it.</summary>
    [Alias("add-workspace")]
    Task<Guid> AddWorkspaceAsync(string slug, string name, Guid by);
}
