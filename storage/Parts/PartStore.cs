using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Parts;

/// <summary>Reads parts of model requests back, byte for byte.</summary>
public sealed class PartStore
{
    private readonly Database database;

    internal PartStore(Database database) => this.database = database;

    /// <summary>The part's content, or null when there is none.</summary>
    public Task<byte[]?> FindAsync(TenantId tenant, ReadOnlyMemory<byte> sha256, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            async connection => (await connection.Command(
                "SELECT content FROM part WHERE tenant_id = $1 AND sha256 = $2", tenant.Text, sha256.ToArray())
                .ListAsync(row => row.GetFieldValue<byte[]>(0), cancellation)).SingleOrDefault(),
            cancellation);
}
