namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>Names a thread, one conversation, in its tenant; the only place its grain key is made and parsed.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.thread-id")]
public readonly record struct ThreadId([property: Id(0)] TenantId Tenant, [property: Id(1)] Guid Value)
{
    public string ToGrainKey() => GrainKey.Format(Tenant, Value);

    public static ThreadId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "thread");
        return new(tenant, value);
    }

    public override string ToString() => ToGrainKey();
}
