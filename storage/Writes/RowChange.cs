namespace OmniSage.Storage.Writes;

/// <summary>
/// One change of a row that is not an event: a projection, a lease, a snapshot. Made by the <c>…Rows</c> classes only;
/// it becomes durable together with the events of its <see cref="UnitOfWork"/>, or not at all.
/// </summary>
public sealed class RowChange
{
    internal RowChange(TenantId tenant, Statement statement, object?[] values)
    {
        Tenant = tenant;
        Statement = statement;
        Values = values;
        foreach (var value in values)
        {
            Bytes += value switch { byte[] bytes => bytes.Length, string text => text.Length, _ => sizeof(long) };
        }
    }

    public TenantId Tenant { get; }

    internal Statement Statement { get; }

    internal object?[] Values { get; }

    internal int Bytes { get; }
}
