using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>Artifacts and files, of which a file may look other than it is: as it was a moment ago.</summary>
internal sealed class SeenArtifacts(IArtifacts artifacts, Func<WorkspaceFile?, WorkspaceFile?> seeing) : IArtifacts
{
    public Task<ImmutableArray<Artifact>> ListAsync(
        TenantId tenant, Guid workspace, Guid? run, Guid? cursor, int max, CancellationToken cancellation) =>
        artifacts.ListAsync(tenant, workspace, run, cursor, max, cancellation);

    public Task<Artifact?> FindAsync(TenantId tenant, Guid artifact, CancellationToken cancellation) =>
        artifacts.FindAsync(tenant, artifact, cancellation);

    public Task<ImmutableArray<WorkspaceFile>> ListFilesAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation) =>
        artifacts.ListFilesAsync(tenant, workspace, cursor, max, cancellation);

    public async Task<WorkspaceFile?> FindFileAsync(
        TenantId tenant, Guid workspace, string path, CancellationToken cancellation) =>
        seeing(await artifacts.FindFileAsync(tenant, workspace, path, cancellation));

    public Task<byte[]?> ReadAsync(TenantId tenant, string sha256, long bytesMax, CancellationToken cancellation) =>
        artifacts.ReadAsync(tenant, sha256, bytesMax, cancellation);

    public Task<string> KeepAsync(TenantId tenant, ReadOnlyMemory<byte> content) =>
        artifacts.KeepAsync(tenant, content);
}
