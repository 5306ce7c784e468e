namespace OmniSage.Grains.Settings;

/// <summary>Whose settings a document is: a tenant's name no agents, as these are a workspace's.</summary>
internal enum SettingsScope { Tenant, Workspace }
