using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Parts;

/// <summary>The <c>part</c> table: parts of model requests, by the SHA-256 of their content.</summary>
public static class PartRows
{
    private static readonly Statement Add = new(
        "part",
        "INSERT INTO part (tenant_id, sha256, content) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, sha256) DO NOTHING",
        Text, Bytes, Bytes);

    public static RowChange InsertIfMissing(TenantId tenant, byte[] sha256, byte[] content) =>
        Add.With(tenant, sha256, content);
}
