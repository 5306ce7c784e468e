using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Runs;

/// <summary>What admission needs to know again after a restart.</summary>
public sealed class UnfinishedRuns
{
    /// <summary>Tasks of one read.</summary>
    public const int PageMax = 1_000;

    private readonly Database database;

    internal UnfinishedRuns(Database database) => this.database = database;

    /// <summary>
    /// The status of each of a tenant's delegated tasks that have not ended, by task; all of them, read page by page. A
    /// task that begins or ends meanwhile may be in it or not.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, RunStatus>> TasksAsync(TenantId tenant, CancellationToken cancellation)
    {
        var tasks = new Dictionary<Guid, RunStatus>();
        for (var after = "";;)
        {
            var page = await PageAsync(tenant, after, cancellation);
            foreach (var run in page) tasks[run.Task!.Value] = run.Status;
            if (page.Count < PageMax) return tasks;
            after = page[^1].Id.Value.ToString("N");
        }
    }

    private Task<List<RunSummary>> PageAsync(TenantId tenant, string after, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            connection => connection.Command(
                $"SELECT {RunRows.Columns} FROM run WHERE tenant_id = $1 AND kind = 'task' AND ended_us IS NULL "
                    + "AND run_id > $2 ORDER BY run_id LIMIT $3",
                tenant.Text, after, (long)PageMax)
                .ListAsync(RunRows.Read, cancellation),
            cancellation);
}
