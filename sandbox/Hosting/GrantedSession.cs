namespace OmniSage.Sandbox;

/// <summary>A session with the place it holds: both end together.</summary>
internal sealed class GrantedSession(ISandboxSession session, Action<GrantedSession> onDisposed) : ISandboxSession
{
    public string Id => session.Id;

    public bool IsAlive => session.IsAlive;

    public Task<CommandResult> RunAsync(
        SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct) =>
        session.RunAsync(command, onOutput, ct);

    public Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct) =>
        session.ListAsync(path, entriesMax, ct);

    public Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct) =>
        session.ReadAsync(path, bytesMax, ct);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        session.WriteAsync(path, content, ct);

    public Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct) =>
        session.SnapshotAsync(destination, bytesMax, ct);

    public Task RestoreAsync(Stream source, CancellationToken ct) => session.RestoreAsync(source, ct);

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        onDisposed(this);
    }
}
