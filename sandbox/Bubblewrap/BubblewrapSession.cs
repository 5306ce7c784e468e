using OmniSage.Sandbox.Cgroups;
using OmniSage.Sandbox.Files;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>What a session is made of; it owns all of it.</summary>
internal sealed record SessionParts(
    SandboxProcess Process, ResidentRunner Runner, SandboxFolder Workspace, SandboxFolder Temp, SessionCgroup? Cgroup);

/// <summary>One bubblewrap sandbox.</summary>
internal sealed class BubblewrapSession(
    string id, SessionParts parts, SandboxLimits limits, SandboxOptions options, TimeProvider time, Action onGone)
    : ISandboxSession
{
    private const int CgroupRetries = 50;
    private static readonly TimeSpan CgroupRetryAfter = TimeSpan.FromMilliseconds(2);

    private int _disposed;

    public string Id { get; } = id;

    public bool IsAlive => _disposed == 0 && parts.Runner.IsAlive;

    public Task<CommandResult> RunAsync(
        SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        CommandBounds.Check(command, limits);
        var timeMax = command.TimeMax is { } asked && asked < limits.CommandTimeMax ? asked : limits.CommandTimeMax;
        var stdin = command.Stdin.IsEmpty ? null : new MemoryStream(command.Stdin.ToArray(), writable: false);
        return RunAsync(new RunnerOrder(command.Line, stdin, limits, timeMax), onOutput, ct);
    }

    public Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct) =>
        OnFiles(() => WorkspaceFiles.List(parts.Workspace, path, entriesMax), ct);

    public Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct) =>
        OnFiles(() => WorkspaceFiles.Read(parts.Workspace, path, bytesMax), ct);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        OnFiles(() => WorkspaceFiles.Write(parts.Workspace, path, content), ct);

    public async Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct)
    {
        var order = WorkspaceArchive.Pack(limits, bytesMax);
        var result = await RunAsync(order, frame => WorkspaceArchive.Take(frame, destination), ct);
        WorkspaceArchive.RequireWhole(result, bytesMax, ct);
        return result.Stdout.Total;
    }

    public async Task RestoreAsync(Stream source, CancellationToken ct)
    {
        var result = await RunAsync(WorkspaceArchive.Unpack(limits, source), _ => { }, ct);
        WorkspaceArchive.RequireWhole(result, limits.DiskBytesMax, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        parts.Process.Kill();
        await parts.Process.WaitAsync(options.KillTimeMax, time);
        await parts.Runner.CloseAsync();
        await parts.Process.DisposeAsync();
        parts.Workspace.Dispose();
        parts.Temp.Dispose();

        // The kernel lets a group go a moment after its last process. What stays is for the next reaping.
        for (var i = 0; parts.Cgroup is { } cgroup && !cgroup.TryRemove() && i < CgroupRetries; i++)
        {
            await Task.Delay(CgroupRetryAfter, time);
        }

        onGone();
    }

    private async Task<CommandResult> RunAsync(
        RunnerOrder order, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return await parts.Runner.RunAsync(order, onOutput, ct);
    }

    /// <summary>File work is a few system calls on memory and never waits for the sandbox.</summary>
    private Task<T> OnFiles<T>(Func<T> work, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        ct.ThrowIfCancellationRequested();
        return IsAlive ? Task.FromResult(work()) : Task.FromException<T>(ResidentRunner.Died());
    }
}
