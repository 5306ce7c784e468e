namespace OmniSage.GrainInterfaces.Settings;

/// <summary>Whose settings something comes from, nearest last: what is nearer to the work wins.</summary>
public enum SettingsOrigin { Install, Tenant, Workspace, Agent }
