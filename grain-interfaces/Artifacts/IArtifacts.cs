namespace OmniSage.GrainInterfaces.Artifacts;

/// <summary>
/// Reads artifacts and workspace files, past the grains. Which workspaces somebody may see is decided by who asks. All
/// lists are bounded.
/// </summary>
public interface IArtifacts
{
    /// <summary>
    /// The artifacts of a workspace, or of one of its runs, newest first; the cursor is the last one of the part
    /// before.
    /// </summary>
    Task<ImmutableArray<Artifact>> ListAsync(
        TenantId tenant, Guid workspace, Guid? run, Guid? cursor, int max, CancellationToken cancellation);

    /// <summary>An artifact, in whatever workspace: whoever asks must check that it may be seen.</summary>
    Task<Artifact?> FindAsync(TenantId tenant, Guid artifact, CancellationToken cancellation);

    /// <summary>The files of a workspace by path, in the order of their bytes; the cursor is the last path.</summary>
    Task<ImmutableArray<WorkspaceFile>> ListFilesAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation);

    Task<WorkspaceFile?> FindFileAsync(
        TenantId tenant, Guid workspace, string path, CancellationToken cancellation);

    /// <summary>Content by its SHA-256; null when it is gone.</summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.LimitReached"/>: it has more than <paramref name="bytesMax"/> bytes;
    /// <see cref="ErrorCodes.StorageUnavailable"/>.
    /// </exception>
    Task<byte[]?> ReadAsync(TenantId tenant, string sha256, long bytesMax, CancellationToken cancellation);

    /// <summary>
    /// Keeps content, durable on return, and answers its SHA-256. It goes after a while unless something comes to refer
    /// to it.
    /// </summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.LimitReached"/>, <see cref="ErrorCodes.StorageUnavailable"/>.
    /// </exception>
    Task<string> KeepAsync(TenantId tenant, ReadOnlyMemory<byte> content);
}
