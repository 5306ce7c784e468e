using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Daemon;

/// <summary>A session that the sandbox daemon holds for us; it ends with our connection to it.</summary>
internal sealed class RemoteSession : ISandboxSession
{
    private readonly WireConnection _held;
    private readonly DaemonClient _daemon;
    private readonly SandboxLimits _limits;
    private readonly Task _watching;
    private volatile int _dead;
    private int _disposed;

    internal RemoteSession(string id, WireConnection held, DaemonClient daemon, SandboxLimits limits)
    {
        (Id, _held, _daemon, _limits) = (id, held, daemon, limits);
        _watching = WatchAsync();
    }

    public string Id { get; }

    public bool IsAlive => _disposed == 0 && _dead == 0;

    public async Task<CommandResult> RunAsync(
        SandboxCommand command, Action<OutputFrame> onOutput, CancellationToken ct)
    {
        CommandBounds.Check(command, _limits);
        ct.ThrowIfCancellationRequested();
        var output = new OutputCollector(_limits, onOutput, static () => { });
        var request = new WireRequest(WireCall.Run)
        {
            Session = Id, Line = command.Line, TimeMax = command.TimeMax,
        };
        var (stdin, bytes) = (command.Stdin, new MemoryStream());
        bytes.Write(stdin.Span);
        bytes.Position = 0;
        WireAnswer answer;
        try
        {
            answer = await CallAsync(request, bytes, (kind, content) =>
            {
                output.Take(kind == WireFrame.Stderr ? OutputChannel.Stderr : OutputChannel.Stdout, content);
                output.ThrowIfReceiverFailed();
            }, ct);
        }
        catch (SandboxException gone) when (_disposed != 0 || gone.Code == SandboxException.Unavailable)
        {
            _dead = 1;
            answer = new WireAnswer { End = CommandEnd.SandboxDied };
        }

        if (answer.End == CommandEnd.SandboxDied)
        {
            _dead = 1;
        }

        return new CommandResult(answer.End, answer.ExitCode, output.Stdout, output.Stderr, answer.Elapsed);
    }

    public async Task<FileListing> ListAsync(string path, int entriesMax, CancellationToken ct)
    {
        var answer = await CallAsync(
            new WireRequest(WireCall.List) { Session = Id, Path = path, Most = entriesMax }, null, null, ct);
        return new FileListing(answer.Entries, answer.Truncated);
    }

    public async Task<FileContent> ReadAsync(string path, int bytesMax, CancellationToken ct)
    {
        var content = new MemoryStream();
        var answer = await CallAsync(new WireRequest(WireCall.Read) { Session = Id, Path = path, Most = bytesMax },
            null, (_, bytes) => content.Write(bytes.Span), ct);
        return new FileContent(content.GetBuffer().AsMemory(0, (int)content.Length), answer.Count);
    }

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var bytes = new MemoryStream(content.ToArray(), writable: false);
        await CallAsync(new WireRequest(WireCall.Write) { Session = Id, Path = path }, bytes, null, ct);
    }

    public async Task<long> SnapshotAsync(Stream destination, long bytesMax, CancellationToken ct) =>
        (await CallAsync(new WireRequest(WireCall.Snapshot) { Session = Id, Most = bytesMax }, null,
            (_, bytes) => destination.Write(bytes.Span), ct)).Count;

    public Task RestoreAsync(Stream source, CancellationToken ct) =>
        CallAsync(new WireRequest(WireCall.Restore) { Session = Id }, source, null, ct);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            _held.Write(WireFrame.Cancel, []);
        }
        catch (IOException)
        {
            // The daemon is gone, and the session with it.
        }

        await _watching;
        _held.Dispose();
    }

    /// <summary>
    /// One call on a connection of its own. Cancelling tells the daemon and waits for what it answers, so that a
    /// command is known to be gone.
    /// </summary>
    private async Task<WireAnswer> CallAsync(
        WireRequest request, Stream? input, Action<WireFrame, ReadOnlyMemory<byte>>? onOutput, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        ct.ThrowIfCancellationRequested();
        if (!IsAlive)
        {
            throw ResidentRunner.Died();
        }

        using var connection = await _daemon.CallAsync(request, ct);
        using var cancelling = ct.Register(() => TryCancel(connection));
        var answering = WireCalls.AwaitAnswerAsync(connection, onOutput ?? WireCalls.NoOutput, CancellationToken.None);
        try
        {
            if (input is not null)
            {
                await WireCalls.SendAsync(connection, input, ct);
            }
        }
        catch (Exception ended) when (ended is IOException
            || (ended is OperationCanceledException && ct.IsCancellationRequested))
        {
            // The daemon has answered without reading all of it, or will, being told to cancel.
        }

        return await answering;
    }

    private static void TryCancel(WireConnection connection)
    {
        try
        {
            connection.Write(WireFrame.Cancel, []);
        }
        catch (IOException)
        {
            // It has answered already, or is gone; whoever waits for it is told.
        }
    }

    /// <summary>Until the daemon says that it has ended the session, or is gone itself.</summary>
    private async Task WatchAsync()
    {
        try
        {
            while (await _held.ReadAsync(CancellationToken.None) is { } frame && frame.Kind != WireFrame.Answer)
            {
                _dead = 1;
            }
        }
        catch (IOException)
        {
            // The same as its end.
        }

        _dead = 1;
    }
}
