using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OmniSage.Sandbox.Daemon;

/// <summary>
/// The process that alone holds the container engine's socket, and serves sandboxes to whoever may open its own: a Unix
/// socket that only its owner can (mode 600). One for each socket path; a second one is refused.
/// </summary>
internal sealed partial class SandboxDaemon(
    ISandbox sandbox, IOptions<SandboxOptions> options, TimeProvider time, ILogger<SandboxDaemon> logger)
{
    private const int Backlog = 64;
    private const int CallsMax = 2048;

    private readonly SandboxOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, ISandboxSession> _sessions = new();
    private readonly ConcurrentDictionary<Task, bool> _calls = new();

    /// <summary>Serves until cancelled, or until nobody has been connected for <paramref name="idleMax"/>.</summary>
    /// <param name="idleMax">Null: serves however long nobody comes.</param>
    /// <param name="onReady">Called once callers can connect.</param>
    /// <param name="ct">Ends it; no session is left.</param>
    /// <exception cref="SandboxException">Another daemon serves on the same path.</exception>
    internal async Task ServeAsync(TimeSpan? idleMax, Action onReady, CancellationToken ct)
    {
        using var only = TakeLock();
        using var listener = Listen();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await ReapAsync(ct);
        onReady();
        LogServing(_options.DaemonSocket);
        var idle = idleMax is { } most ? EndWhenIdleAsync(most, ending) : Task.CompletedTask;
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(ending.Token);
                if (_calls.Count >= CallsMax)
                {
                    socket.Dispose();
                    continue;
                }

                Begin(new WireConnection(socket), ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Asked to end, or nobody needs it.
        }
        finally
        {
            File.Delete(_options.DaemonSocket);
            await ending.CancelAsync();
            await Task.WhenAll(_calls.Keys);
            await idle;
        }
    }

    private void Begin(WireConnection connection, CancellationToken ct)
    {
        var call = new DaemonCall(connection, sandbox, _sessions, _options.PlacesMax + _options.WarmSessions + 1, time);
        var serving = Task.Run(() => ServeAsync(call, ct), CancellationToken.None);
        _calls[serving] = true;
        serving.ContinueWith(
            done => _calls.TryRemove(done, out _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(DaemonCall call, CancellationToken ct)
    {
        try
        {
            using (call)
            {
                await call.ServeAsync(ct);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The caller went away, spoke another language or said nothing: there is nobody to tell.
        }
        catch (Exception fault)
        {
            // One call's fault is not the others'; the caller sees its connection end.
            LogFault(fault);
        }
    }

    private async Task ReapAsync(CancellationToken ct)
    {
        try
        {
            LogReaped(await sandbox.ReapAsync(ct));
        }
        catch (SandboxException unavailable)
        {
            // The engine may come later; callers are told by their own calls.
            LogUnavailable(unavailable.Code);
        }
    }

    private async Task EndWhenIdleAsync(TimeSpan idleMax, CancellationTokenSource ending)
    {
        try
        {
            var since = time.GetTimestamp();
            while (time.GetElapsedTime(since) < idleMax)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, ending.Token);
                since = _calls.IsEmpty ? since : time.GetTimestamp();
            }

            await ending.CancelAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // It ends for another reason.
        }
    }

    private FileStream TakeLock()
    {
        try
        {
            return new FileStream(
                _options.DaemonSocket + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new SandboxException(SandboxException.Busy, true,
                $"Another sandbox daemon serves on {_options.DaemonSocket}.", taken);
        }
    }

    /// <summary>Nobody can connect before the mode is set: only then does it listen.</summary>
    private Socket Listen()
    {
        File.Delete(_options.DaemonSocket);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(_options.DaemonSocket));
            if (OperatingSystem.IsWindows())
            {
                throw new SandboxException(SandboxException.Unavailable, false, "Sandboxes need Linux.");
            }

            File.SetUnixFileMode(_options.DaemonSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The sandbox daemon serves on {Path}")]
    private partial void LogServing(string path);

    [LoggerMessage(2, LogLevel.Information, "{Count} sandboxes of dead hosts removed")]
    private partial void LogReaped(int count);

    [LoggerMessage(3, LogLevel.Warning, "Left-over sandboxes could not be looked for: {Code}")]
    private partial void LogUnavailable(string code);

    [LoggerMessage(4, LogLevel.Error, "A call to the sandbox daemon failed")]
    private partial void LogFault(Exception fault);
}
