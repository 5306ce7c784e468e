using OmniSage.Storage.Databases;
using OmniSage.Storage.Tenants;

namespace OmniSage.Storage.Telemetry;

/// <summary>How large storage is, and what waits in it: numbers over all tenants, never anything of one.</summary>
public sealed class StorageFigures
{
    /// <summary>Tenants that are counted; what the others have waiting is not in the numbers.</summary>
    public const int TenantsMax = 10_000;

    private const int PageMax = 500;

    private readonly Database database;
    private readonly StorageOptions options;
    private readonly TenantList tenants;

    internal StorageFigures(Database database, StorageOptions options, TenantList tenants) =>
        (this.database, this.options, this.tenants) = (database, options, tenants);

    /// <summary>Bytes of the database, and of SQLite's log of what is not yet in it.</summary>
    public Task<(long Bytes, long WalBytes)> SizeAsync(CancellationToken cancellation) =>
        database.SizeAsync(cancellation);

    /// <summary>Bytes that are left where the data folder is; null where nobody can say.</summary>
    public long? FreeBytes()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(options.DataFolder)).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Counts tenant by tenant, each over an index that holds nothing but what waits.</summary>
    public async Task<Backlog> BacklogAsync(CancellationToken cancellation)
    {
        var runs = new Dictionary<string, long> { ["queued"] = 0, ["running"] = 0, ["parked"] = 0 };
        var approvals = 0L;
        long? oldest = null;
        TenantId? after = null;
        for (var counted = 0; counted < TenantsMax;)
        {
            var page = await tenants.ReadAsync(after, PageMax, cancellation);
            foreach (var tenant in page)
            {
                foreach (var (status, count) in await RunsAsync(tenant, cancellation))
                    runs[status] = runs.GetValueOrDefault(status) + count;
                var (open, first) = await ApprovalsAsync(tenant, cancellation);
                approvals += open;
                oldest = first is { } time && !(oldest < time) ? time : oldest;
            }

            if (page.Length < PageMax) break;
            counted += page.Length;
            after = page[^1];
        }

        return new() { Runs = runs, Approvals = approvals, OldestApprovalUs = oldest };
    }

    private Task<List<(string Status, long Count)>> RunsAsync(TenantId tenant, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            connection => connection.Command(
                "SELECT status, count(*) FROM run WHERE tenant_id = $1 AND ended_us IS NULL GROUP BY status",
                tenant.Text)
                .ListAsync(row => (row.GetString(0), row.GetInt64(1)), cancellation),
            cancellation);

    private async Task<(long Count, long? OldestUs)> ApprovalsAsync(TenantId tenant, CancellationToken cancellation) =>
        (await database.ReadAsync(
            tenant,
            connection => connection.Command(
                "SELECT count(*), min(created_us) FROM approval WHERE tenant_id = $1 AND status = 'open'",
                tenant.Text)
                .ListAsync(row => (row.GetInt64(0), row.NumberOrNull(1)), cancellation),
            cancellation))[0];
}
