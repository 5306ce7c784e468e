namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// Names a run in its tenant; a run has no grain of its own, its owner is a thread or a task; the only place its grain
/// key is made and parsed.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.run-id")]
public readonly record struct RunId([property: Id(0)] TenantId Tenant, [property: Id(1)] Guid Value)
{
    public string ToGrainKey() => GrainKey.Format(Tenant, Value);

    public static RunId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "run");
        return new(tenant, value);
    }

    public override string ToString() => ToGrainKey();
}
