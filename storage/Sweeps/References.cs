using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Sweeps;

/// <summary>Tells what nothing refers to any more. Whatever comes to hold a blob's id is to be asked here.</summary>
internal sealed class References(Database database)
{
    /// <summary>Payloads, artifacts, files of workspaces, and workspaces of runs that have not ended.</summary>
    private const string IsReferred =
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM event WHERE tenant_id = $1 AND blob = $2) "
        + "OR EXISTS (SELECT 1 FROM artifact WHERE tenant_id = $1 AND sha256 = $2) "
        + "OR EXISTS (SELECT 1 FROM workspace_file WHERE tenant_id = $1 AND sha256 = $2) "
        + "OR EXISTS (SELECT 1 FROM run_workspace WHERE tenant_id = $1 AND sha256 = $2) THEN 1 ELSE 0 END";

    private const string FreeArtifacts =
        "SELECT a.artifact_id FROM artifact a WHERE a.tenant_id = $1 AND a.created_us < $2 "
        + "AND NOT EXISTS (SELECT 1 FROM workspace_file f "
        + "WHERE f.tenant_id = a.tenant_id AND f.artifact_id = a.artifact_id) "
        + "AND NOT EXISTS (SELECT 1 FROM run r "
        + "WHERE r.tenant_id = a.tenant_id AND r.run_id = a.run_id AND r.ended_us IS NULL) "
        + "ORDER BY a.created_us LIMIT $3";

    /// <summary>Those of the blobs that nothing refers to.</summary>
    public Task<List<BlobId>> FreeAsync(
        TenantId tenant, IReadOnlyList<BlobId> blobs, CancellationToken cancellation) => database.ReadAsync(
        tenant,
        async connection =>
        {
            var free = new List<BlobId>();
            foreach (var blob in blobs)
            {
                var found = await connection.Command(IsReferred, tenant.Text, blob.Text)
                    .ListAsync(row => Convert.ToInt64(row.GetValue(0), null), cancellation);
                if (found is [0]) free.Add(blob);
            }

            return free;
        },
        cancellation);

    /// <summary>
    /// Artifacts made before that time, at most so many, that no file of a workspace is and whose run has ended.
    /// </summary>
    public Task<List<Guid>> FreeArtifactsAsync(
        TenantId tenant, DateTimeOffset before, int max, CancellationToken cancellation) => database.ReadAsync(
        tenant,
        connection => connection.Command(FreeArtifacts, tenant.Text, Microseconds.Of(before), (long)max)
            .ListAsync(row => row.Id(0), cancellation),
        cancellation);
}
