using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Runs;

/// <summary>What admission needs to know again after a restart.</summary>
public sealed class UnfinishedRuns
{
    private readonly Database database;

    internal UnfinishedRuns(Database database) => this.database = database;

    /// <summary>
    /// Runs of delegated tasks of a tenant that have not ended, oldest first, at most <paramref name="max"/>.
    /// </summary>
    public Task<ImmutableArray<RunSummary>> TasksAsync(TenantId tenant, int max, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            async connection => (await connection.Command(
                $"SELECT {RunRows.Columns} FROM run WHERE tenant_id = $1 AND kind = 'task' AND ended_us IS NULL "
                    + "ORDER BY run_id LIMIT $2",
                tenant.Text, (long)max)
                .ListAsync(RunRows.Read, cancellation)).ToImmutableArray(),
            cancellation);
}
