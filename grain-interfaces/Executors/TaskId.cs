namespace OmniSage.GrainInterfaces.Executors;

/// <summary>Names a delegated task in its tenant; the only place its grain key is made and parsed.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-id")]
public readonly record struct TaskId([property: Id(0)] TenantId Tenant, [property: Id(1)] Guid Value)
{
    public string ToGrainKey() => GrainKey.Format(Tenant, Value);

    public static TaskId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "task");
        return new(tenant, value);
    }

    public override string ToString() => ToGrainKey();
}
