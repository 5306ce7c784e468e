namespace OmniSage.Sandbox;

/// <summary>
/// One isolated workspace with a runner in it that takes one command after another. Disposing kills everything in it
/// and forgets the workspace. Paths are relative to the workspace, or absolute below <c>/workspace</c>; a path that
/// leaves it, by <c>..</c> or through a symbolic link, is refused with <see cref="SandboxException.PathRefused"/>.
/// </summary>
public interface ISandboxSession : IAsyncDisposable
{
    /// <summary>Unique among the sessions of this host.</summary>
    string Id { get; }

    /// <summary>False once the sandbox is gone; every call then throws <see cref="SandboxException.Died"/>.</summary>
    bool IsAlive { get; }

    /// <summary>
    /// Runs one command; a second call waits for the first. When it returns, no process of the command is left.
    /// A limit that is hit, and cancellation, end the command, not the session, and are told by the result's
    /// <see cref="CommandResult.End"/>: cancelling does not throw once the command has started.
    /// </summary>
    /// <param name="command">What to run.</param>
    /// <param name="onOutput">Gets every frame, one at a time, in order per channel, before this method returns.
    /// While it blocks, the command is held back. Its bytes are only valid during the call.</param>
    /// <param name="ct">Kills the command.</param>
    Task<CommandResult> RunAsync(SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct);

    /// <summary>Lists one folder, sorted by name (ordinal); at most <paramref name="entriesMax"/> entries.</summary>
    Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct);

    /// <summary>Reads at most <paramref name="bytesMax"/> bytes from the start of a regular file.</summary>
    Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct);

    /// <summary>Writes a whole file, making the folders above it; an existing file is replaced.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>
    /// Writes the workspace as a tar archive and returns its bytes. Waits for a running command. Over
    /// <paramref name="bytesMax"/> it throws <see cref="SandboxException.TooLarge"/>.
    /// </summary>
    Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct);

    /// <summary>Unpacks an archive made by <see cref="SnapshotAsync"/> over the workspace.</summary>
    Task RestoreAsync(Stream source, CancellationToken ct);
}
