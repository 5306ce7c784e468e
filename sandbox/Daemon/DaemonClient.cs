using System.Diagnostics;
using System.Net.Sockets;

namespace OmniSage.Sandbox.Daemon;

/// <summary>
/// Reaches the sandbox daemon, starting it where it is not there and the options say how. Keeps one connection open,
/// so that the daemon knows that it is needed.
/// </summary>
internal sealed class DaemonClient(SandboxOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan StartPollInterval = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private WireConnection? _held;
    private Process? _daemon;

    /// <summary>A connection that the request was sent on.</summary>
    /// <exception cref="SandboxException">The daemon cannot be reached.</exception>
    internal async Task<WireConnection> CallAsync(WireRequest request, CancellationToken ct)
    {
        var connection = await ConnectAsync(ct);
        try
        {
            connection.Write(WireFrame.Request, request, WireJson.Default.WireRequest);
            return connection;
        }
        catch (Exception failure)
        {
            connection.Dispose();
            throw failure is IOException ? Gone(failure) : failure;
        }
    }

    internal static SandboxException Gone(Exception? cause) => new(
        SandboxException.Unavailable, true, "The sandbox daemon is gone.", cause);

    public void Dispose()
    {
        _held?.Dispose();
        _daemon?.Dispose();
    }

    private async Task<WireConnection> ConnectAsync(CancellationToken ct)
    {
        try
        {
            return await WireConnection.OpenAsync(options.DaemonSocket, ct);
        }
        catch (SocketException)
        {
            // Not there (any more): start it below, once for all who ask.
        }

        await _starting.WaitAsync(ct);
        try
        {
            return await StartAsync(ct);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<WireConnection> StartAsync(CancellationToken ct)
    {
        using var late = new CancellationTokenSource(options.StartTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        var started = false;
        while (true)
        {
            try
            {
                var connection = await WireConnection.OpenAsync(options.DaemonSocket, either.Token);
                await HoldAsync(either.Token);
                return connection;
            }
            catch (SocketException refused) when (options.DaemonCommand.Count == 0)
            {
                throw NotThere(refused);
            }
            catch (SocketException) when (!started)
            {
                Launch();
                started = true;
            }
            catch (SocketException refused) when (_daemon is null or { HasExited: true })
            {
                throw NotThere(refused);
            }
            catch (SocketException)
            {
                // It is on its way.
            }

            try
            {
                await Task.Delay(StartPollInterval, time, either.Token);
            }
            catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
            {
                throw NotThere(slow);
            }
        }
    }

    private async Task HoldAsync(CancellationToken ct)
    {
        _held?.Dispose();
        _held = await WireConnection.OpenAsync(options.DaemonSocket, ct);
        _held.Write(WireFrame.Request, new WireRequest(WireCall.Hold), WireJson.Default.WireRequest);
    }

    private void Launch()
    {
        _daemon?.Dispose();
        var command = new ProcessStartInfo(options.DaemonCommand[0])
        {
            // Whoever waits for the end of our own output is not to wait for the daemon's.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in options.DaemonCommand.Skip(1))
        {
            command.ArgumentList.Add(argument);
        }

        _daemon = Process.Start(command);
    }

    private SandboxException NotThere(Exception cause) => new(
        SandboxException.Unavailable, true,
        $"The sandbox daemon does not answer ({options.DaemonSocket}). Next step: ./omnisage sandboxd", cause);
}
