namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>Names an approval in its tenant; the only place its grain key is made and parsed.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.approval-id")]
public readonly record struct ApprovalId([property: Id(0)] TenantId Tenant, [property: Id(1)] Guid Value)
{
    public string ToGrainKey() => GrainKey.Format(Tenant, Value);

    public static ApprovalId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "approval");
        return new(tenant, value);
    }

    public override string ToString() => ToGrainKey();
}
