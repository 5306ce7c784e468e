namespace OmniSage.GrainInterfaces.Workspaces;

/// <summary>Names a workspace in its tenant; the only place its grain key is made and parsed.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.workspace-id")]
public readonly record struct WorkspaceId([property: Id(0)] TenantId Tenant, [property: Id(1)] Guid Value)
{
    public string ToGrainKey() => GrainKey.Format(Tenant, Value);

    public static WorkspaceId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "workspace");
        return new(tenant, value);
    }

    public override string ToString() => ToGrainKey();
}
