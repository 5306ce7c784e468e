using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Vault;

/// <summary>The <c>tenant_key</c> table: the tenants' data keys, wrapped.</summary>
internal static class TenantKeyRows
{
    /// <summary>The only version there is; the column is there for the next.</summary>
    public const int Version = 1;

    public const string Query =
        "SELECT master_key_id, wrapped FROM tenant_key WHERE tenant_id = $1 AND version = $2";

    private static readonly Statement Add = new(
        "tenant_key",
        "INSERT INTO tenant_key (tenant_id, version, master_key_id, wrapped, created_us) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT (tenant_id, version) DO NOTHING",
        Text, Number, Text, Bytes, Number);

    public static RowChange InsertIfMissing(TenantId tenant, string masterKey, byte[] wrapped, DateTimeOffset now) =>
        Add.With(tenant, (long)Version, masterKey, wrapped, Microseconds.Of(now));

    public static WrappedKey Read(DbDataReader row) => new(row.GetString(0), row.GetFieldValue<byte[]>(1));

    /// <summary>A tenant's data key as it is stored.</summary>
    internal sealed record WrappedKey(string MasterKey, byte[] Bytes);
}
