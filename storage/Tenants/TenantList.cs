using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Tenants;

/// <summary>The tenants there are, for recovery and operators: ids and times, never content.</summary>
public sealed class TenantList
{
    private readonly Database database;

    internal TenantList(Database database) => this.database = database;

    /// <summary>
    /// Tenants behind <paramref name="after"/> in the order of their ids, at most <paramref name="max"/>.
    /// </summary>
    public Task<ImmutableArray<TenantId>> ReadAsync(TenantId? after, int max, CancellationToken cancellation) =>
        database.ReadAsync(
            TenantId.Install,
            async connection => (await connection.Command(database.System.Tenants, after?.Text ?? "", (long)max)
                .ListAsync(row => row.Tenant(0), cancellation)).ToImmutableArray(),
            cancellation);
}
