using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Tenants;

/// <summary>The <c>tenant</c> table.</summary>
public static class TenantRows
{
    private static readonly Statement Put = new(
        "tenant",
        "INSERT INTO tenant (tenant_id, name, created_us) VALUES ($1, $2, $3) "
            + "ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name",
        Text, Text, Number);

    public static RowChange Upsert(TenantId tenant, string name, DateTimeOffset created) =>
        Put.With(tenant, Sql.Clean(name), Microseconds.Of(created));
}
