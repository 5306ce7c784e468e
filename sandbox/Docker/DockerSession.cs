using OmniSage.Sandbox.Files;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Docker;

/// <summary>One container.</summary>
internal sealed class DockerSession(
    string id, string container, EngineClient engine, AttachedRunner link, ResidentRunner runner,
    SandboxLimits limits, SandboxOptions options) : ISandboxSession
{
    private const int FileAttempts = 3;

    private int _disposed;

    public string Id { get; } = id;

    public bool IsAlive => _disposed == 0 && runner.IsAlive;

    public Task<CommandResult> RunAsync(
        SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        CommandBounds.Check(command, limits);
        var timeMax = command.TimeMax is { } asked && asked < limits.CommandTimeMax ? asked : limits.CommandTimeMax;
        var stdin = command.Stdin.IsEmpty ? null : new MemoryStream(command.Stdin.ToArray(), writable: false);
        return RunAsync(new RunnerOrder(command.Line, stdin, limits, timeMax), onOutput, ct);
    }

    public async Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct)
    {
        var printed = await OnFilesAsync(ContainerFiles.List(path), null, ContainerFiles.ListingBytesMax, ct);
        return ContainerFiles.ParseListing(printed.Span, entriesMax);
    }

    public async Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct) =>
        ContainerFiles.ParseContent(
            await OnFilesAsync(ContainerFiles.Read(path, bytesMax), null, bytesMax + 100L, ct));

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        OnFilesAsync(ContainerFiles.Write(path), content, 0, ct);

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

        try
        {
            await engine.RemoveAsync(container, CancellationToken.None);
        }
        catch (EngineException)
        {
            // The engine is gone or stuck: closing the stream ends the runner, and reaping removes what is left.
        }

        await link.DisposeAsync();
        await runner.CloseAsync();
    }

    private async Task<CommandResult> RunAsync(
        RunnerOrder order, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return await runner.RunAsync(order, onOutput, ct);
    }

    /// <summary>
    /// Runs a line of ours: by the runner when no command runs, else by a program beside it, which dies with that
    /// command and is then tried again.
    /// </summary>
    private async Task<ReadOnlyMemory<byte>> OnFilesAsync(
        string line, ReadOnlyMemory<byte>? input, long outputBytesMax, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        ct.ThrowIfCancellationRequested();
        if (!IsAlive)
        {
            throw ResidentRunner.Died();
        }

        for (var attempt = 1; ; attempt++)
        {
            var output = new MemoryStream();
            var bounds = limits with { OutputBytesMax = outputBytesMax + 4096, OutputKeptBytesMax = 1024 };
            var stdin = input is { } bytes ? new MemoryStream(bytes.ToArray(), writable: false) : null;
            var result = await runner.TryRunAsync(
                new RunnerOrder(line, stdin, bounds, limits.TransferTimeMax),
                frame => WorkspaceArchive.Take(frame, output), ct);
            ct.ThrowIfCancellationRequested();
            var (end, exitCode, errors) = result is null
                ? await RunBesideAsync(line, input, output, bounds.OutputBytesMax, ct)
                : (result.End, result.ExitCode, System.Text.Encoding.UTF8.GetString(result.Stderr.Head.Span));
            if (end == CommandEnd.Killed && attempt < FileAttempts)
            {
                continue;
            }

            ContainerFiles.RequireDone(end, exitCode, errors);
            return output.GetBuffer().AsMemory(0, (int)output.Length);
        }
    }

    private async Task<(CommandEnd End, int? ExitCode, string Errors)> RunBesideAsync(
        string line, ReadOnlyMemory<byte>? input, MemoryStream output, long outputBytesMax, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(options.StartTimeMax + limits.TransferTimeMax);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            var program = await ContainerProgram.RunAsync(
                engine, container, line, input ?? default, output, outputBytesMax, either.Token);
            return (program.ExitCode == ContainerProgram.KilledExitCode ? CommandEnd.Killed : CommandEnd.Exited,
                program.ExitCode, program.Errors);
        }
        catch (Exception failure) when (failure is IOException or EngineException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (IsAlive ? CommandEnd.Killed : CommandEnd.SandboxDied, null, failure.Message);
        }
    }
}
