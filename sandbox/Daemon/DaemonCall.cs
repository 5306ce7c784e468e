using System.Collections.Concurrent;

namespace OmniSage.Sandbox.Daemon;

/// <summary>One connection to the daemon, from its request to its answer.</summary>
internal sealed class DaemonCall(
    WireConnection connection, ISandbox sandbox, ConcurrentDictionary<string, ISandboxSession> sessions,
    int sessionsMax, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RequestWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DeathPollInterval = TimeSpan.FromMilliseconds(200);

    private readonly WireSource _input = new();
    private readonly CancellationTokenSource _cancelled = new();

    internal async Task ServeAsync(CancellationToken ct)
    {
        using var late = new CancellationTokenSource(RequestWithin, time);
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        if (await connection.ReadAsync(opening.Token) is not { Kind: WireFrame.Request } first)
        {
            return;
        }

        var request = WireConnection.Parse(first.Content, WireJson.Default.WireRequest);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, _cancelled.Token);
        var listening = ListenAsync(ct);
        try
        {
            await AnswerAsync(request, ending.Token);
        }
        catch (SandboxException refused)
        {
            Fail(new WireFailure(refused.Code, refused.Retryable, refused.Message));
        }
        catch (ObjectDisposedException)
        {
            Fail(new WireFailure(SandboxException.Died, false, "The sandbox of this session is gone."));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Fail(new WireFailure(null, false, "The call was cancelled."));
        }
        finally
        {
            _input.End();
            connection.Dispose();
            await listening;
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        _input.Dispose();
        _cancelled.Dispose();
    }

    /// <summary>Takes what the caller sends beside its request, until it closes the connection.</summary>
    private async Task ListenAsync(CancellationToken ct)
    {
        try
        {
            while (await connection.ReadAsync(ct) is { Kind: not WireFrame.Cancel } frame)
            {
                if (frame.Kind == WireFrame.Data)
                {
                    await _input.AddAsync(frame.Content, ct);
                }
                else
                {
                    _input.End();
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // As good as a cancellation.
        }

        _input.End(new IOException("The caller is gone."));
        await _cancelled.CancelAsync();
    }

    private async Task AnswerAsync(WireRequest request, CancellationToken ct)
    {
        switch (request.Call)
        {
            case WireCall.Hold:
                Answer(new WireAnswer());
                await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
                break;
            case WireCall.Probe:
                Answer(new WireAnswer { Capabilities = await sandbox.ProbeAsync(request.Kernel, ct) });
                break;
            case WireCall.Reap:
                Answer(new WireAnswer { Count = await sandbox.ReapAsync(ct) });
                break;
            case WireCall.Create:
                await HoldSessionAsync(request.Spec ?? throw Invalid("A session needs a spec."), ct);
                break;
            case WireCall.Run:
                await RunAsync(Find(request), request, ct);
                break;
            case WireCall.List:
                var listing = await Find(request).ListAsync(PathOf(request), (int)Bound(request.Most), ct);
                Answer(new WireAnswer { Entries = listing.Entries, Truncated = listing.Truncated });
                break;
            case WireCall.Read:
                var content = await Find(request).ReadAsync(PathOf(request), (int)Bound(request.Most), ct);
                connection.WritePieces(WireFrame.Data, content.Bytes.Span);
                Answer(new WireAnswer { Count = content.Total });
                break;
            case WireCall.Write:
                await Find(request).WriteAsync(PathOf(request), await ReadInputAsync(ct), ct);
                Answer(new WireAnswer());
                break;
            case WireCall.Snapshot:
                await using (var sink = new WireSink(connection, WireFrame.Data))
                {
                    Answer(new WireAnswer { Count = await Find(request).SnapshotAsync(sink, request.Most, ct) });
                }

                break;
            case WireCall.Restore:
                await Find(request).RestoreAsync(_input, ct);
                Answer(new WireAnswer());
                break;
        }
    }

    /// <summary>A session lives as long as this call.</summary>
    private async Task HoldSessionAsync(SandboxSpec spec, CancellationToken ct)
    {
        if (sessions.Count >= sessionsMax)
        {
            throw new SandboxException(
                SandboxException.Busy, true, $"The sandbox daemon has {sessionsMax} sessions already.");
        }

        await using var session = await sandbox.CreateAsync(spec, ct);
        sessions[session.Id] = session;
        try
        {
            Answer(new WireAnswer { Session = session.Id });
            while (session.IsAlive)
            {
                await Task.Delay(DeathPollInterval, time, ct);
            }

            connection.Write(WireFrame.Died, []);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            await session.DisposeAsync();
            Answer(new WireAnswer());
        }
        finally
        {
            sessions.TryRemove(session.Id, out _);
        }
    }

    private async Task RunAsync(ISandboxSession session, WireRequest request, CancellationToken ct)
    {
        var command = new SandboxCommand(
            request.Line ?? throw Invalid("A command needs a line."), request.TimeMax, await ReadInputAsync(ct));
        var result = await session.RunAsync(
            command,
            frame => connection.WritePieces(
                frame.Channel == OutputChannel.Stdout ? WireFrame.Stdout : WireFrame.Stderr, frame.Bytes.Span),
            ct);
        Answer(new WireAnswer { End = result.End, ExitCode = result.ExitCode, Elapsed = result.Elapsed });
    }

    private async Task<ReadOnlyMemory<byte>> ReadInputAsync(CancellationToken ct)
    {
        const int most = 256 << 20;
        var input = new MemoryStream();
        var buffer = new byte[WireConnection.PieceBytesMax];
        int count;
        while ((count = await _input.ReadAsync(buffer, ct)) > 0)
        {
            if (input.Length + count > most)
            {
                throw Invalid($"The sandbox daemon takes at most {most} bytes at once.");
            }

            input.Write(buffer.AsSpan(0, count));
        }

        return input.GetBuffer().AsMemory(0, (int)input.Length);
    }

    private ISandboxSession Find(WireRequest request) =>
        sessions.GetValueOrDefault(request.Session ?? "") ?? throw new SandboxException(
            SandboxException.Died, false, "The sandbox of this session is gone.");

    private static string PathOf(WireRequest request) => request.Path ?? throw Invalid("A path is missing.");

    private static long Bound(long most) => Math.Clamp(most, 0, int.MaxValue - 100_000);

    private static SandboxException Invalid(string why) => new(SandboxException.Invalid, false, why);

    private void Answer(WireAnswer answer) => connection.Write(WireFrame.Answer, answer, WireJson.Default.WireAnswer);

    private void Fail(WireFailure failure) =>
        connection.Write(WireFrame.Failure, failure, WireJson.Default.WireFailure);
}
