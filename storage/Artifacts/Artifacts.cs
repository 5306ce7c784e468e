using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Artifacts;

/// <summary>Reads artifacts and workspace files from the database, past the grains; their content is blobs.</summary>
internal sealed class Artifacts(Database database, IBlobStore blobs) : IArtifacts
{
    private const int ItemsMax = 200;

    /// <summary>Sorts behind every id: ids are hex digits.</summary>
    private const string Newest = "g";

    public Task<ImmutableArray<Artifact>> ListAsync(
        TenantId tenant, Guid workspace, Guid? run, Guid? cursor, int max, CancellationToken cancellation)
    {
        var before = cursor?.ToString("N") ?? Newest;
        return run is { } of
            ? ReadAsync(
                tenant,
                $"SELECT {ArtifactRows.Columns} FROM artifact WHERE tenant_id = $1 AND run_id = $2 "
                    + "AND workspace_id = $3 AND artifact_id < $4 ORDER BY artifact_id DESC LIMIT $5",
                ArtifactRows.Read,
                cancellation,
                of.ToString("N"), workspace.ToString("N"), before, Bounded(max))
            : ReadAsync(
                tenant,
                $"SELECT {ArtifactRows.Columns} FROM artifact WHERE tenant_id = $1 AND workspace_id = $2 "
                    + "AND artifact_id < $3 ORDER BY artifact_id DESC LIMIT $4",
                ArtifactRows.Read,
                cancellation,
                workspace.ToString("N"), before, Bounded(max));
    }

    public async Task<Artifact?> FindAsync(TenantId tenant, Guid artifact, CancellationToken cancellation) =>
        (await ReadAsync(
            tenant,
            $"SELECT {ArtifactRows.Columns} FROM artifact WHERE tenant_id = $1 AND artifact_id = $2",
            ArtifactRows.Read,
            cancellation,
            artifact.ToString("N"))).SingleOrDefault();

    public Task<ImmutableArray<WorkspaceFile>> ListFilesAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation) => ReadAsync(
        tenant,
        $"SELECT {WorkspaceFileRows.Columns} FROM workspace_file WHERE tenant_id = $1 AND workspace_id = $2 "
            + "AND path > $3 ORDER BY path LIMIT $4",
        WorkspaceFileRows.Read,
        cancellation,
        workspace.ToString("N"), Sql.Clean(cursor ?? ""), Bounded(max));

    public async Task<WorkspaceFile?> FindFileAsync(
        TenantId tenant, Guid workspace, string path, CancellationToken cancellation) => (await ReadAsync(
        tenant,
        $"SELECT {WorkspaceFileRows.Columns} FROM workspace_file WHERE tenant_id = $1 AND workspace_id = $2 "
            + "AND path = $3",
        WorkspaceFileRows.Read,
        cancellation,
        workspace.ToString("N"), Sql.Clean(path))).SingleOrDefault();

    public Task<byte[]?> ReadAsync(TenantId tenant, string sha256, long bytesMax, CancellationToken cancellation) =>
        blobs.FindAsync(tenant, BlobId.Parse(sha256), bytesMax, cancellation);

    public async Task<string> KeepAsync(TenantId tenant, ReadOnlyMemory<byte> content) =>
        (await blobs.PutAsync(tenant, content)).Text;

    /// <summary>One more than a list has may be asked for, so that its caller sees whether there is more.</summary>
    private static long Bounded(int max) => Math.Clamp(max, 1, ItemsMax + 1);

    private Task<ImmutableArray<T>> ReadAsync<T>(
        TenantId tenant,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellation,
        params object[] values) => database.ReadAsync(
        tenant,
        async connection => (await connection.Command(sql, [tenant.Text, .. values])
            .ListAsync(read, cancellation)).ToImmutableArray(),
        cancellation);
}
