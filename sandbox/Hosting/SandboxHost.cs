using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OmniSage.Sandbox;

/// <summary>
/// This machine's sandboxes: a bounded number of places, granted in turn over labels, and a few sessions kept ready,
/// beside the places. Disposing it leaves no sandbox behind.
/// </summary>
public sealed partial class SandboxHost(
    ISandbox sandbox, IOptions<SandboxOptions> options, TimeProvider time, ILogger<SandboxHost> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan WarmRetryAfter = TimeSpan.FromSeconds(5);

    private readonly SandboxOptions _options = options.Value;
    private readonly PlaceQueue _places = new(options.Value.PlacesMax, options.Value.WaitingMax);
    private readonly ConcurrentQueue<ISandboxSession> _warm = new();
    private readonly ConcurrentDictionary<GrantedSession, bool> _granted = new();
    private readonly SemaphoreSlim _refill = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private SandboxCapabilities? _capabilities;
    private Task _warming = Task.CompletedTask;
    private int _disposed;

    /// <summary>Sessions that are granted now.</summary>
    public int PlacesTaken => _places.Taken;

    /// <summary>Requests that wait for a place now.</summary>
    public int Waiting => _places.Waiting;

    /// <summary>Sessions that stand ready now.</summary>
    public int Warm => _warm.Count;

    /// <summary>What the driver can do here, as found at start; asks it if it has not been started.</summary>
    public async Task<SandboxCapabilities> GetCapabilitiesAsync(CancellationToken ct) =>
        _capabilities ??= await sandbox.ProbeAsync(ct);

    /// <summary>
    /// Removes what dead hosts left behind, finds out what this machine can do, and begins to keep sessions ready. Does
    /// not fail where nothing can be isolated: <see cref="CreateAsync"/> then refuses.
    /// </summary>
    public async Task StartAsync(CancellationToken ct)
    {
        _capabilities = await sandbox.ProbeAsync(ct);
        if (!_capabilities.Available)
        {
            LogUnavailable(sandbox.Driver, _capabilities.Reason, _capabilities.NextStep);
            return;
        }

        LogReaped(sandbox.Driver, await sandbox.ReapAsync(ct));
        _warming = KeepWarmAsync();
    }

    /// <summary>
    /// Waits for a place and gives a session; disposing the session frees the place. Throws
    /// <see cref="SandboxException"/>: <see cref="SandboxException.Busy"/> when too many wait already.
    /// </summary>
    public async Task<ISandboxSession> CreateAsync(SandboxSpec spec, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        CommandBounds.Check(spec);
        await _places.EnterAsync(spec.Label, ct);
        try
        {
            using var measure = SandboxMeter.Begin(sandbox.Driver, time);
            var session = await TakeWarmAsync(spec);
            var isWarm = session is not null;
            session ??= await sandbox.CreateAsync(spec, ct);
            measure.Done(isWarm);
            var granted = new GrantedSession(session, Leave);
            _granted[granted] = true;
            if (_disposed != 0)
            {
                await granted.DisposeAsync();
            }

            return granted;
        }
        catch
        {
            _places.Leave();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _warming;
        await Task.WhenAll(_granted.Keys.Select(session => session.DisposeAsync().AsTask()));
        while (_warm.TryDequeue(out var session))
        {
            await session.DisposeAsync();
        }

        _stopping.Dispose();
        _refill.Dispose();
    }

    private void Leave(GrantedSession session)
    {
        if (_granted.TryRemove(session, out _))
        {
            _places.Leave();
        }
    }

    /// <summary>A session that stands ready and is what the spec asks for, or null.</summary>
    private async Task<ISandboxSession?> TakeWarmAsync(SandboxSpec spec)
    {
        var fits = (spec.Limits is null || spec.Limits == _options.Limits)
            && (spec.Image is null || spec.Image == _options.Docker.Image)
            && (spec.Kernel is null || spec.Kernel == _options.WarmKernel)
            && (spec.Required.IsDefaultOrEmpty || spec.Required.All(limit =>
                _capabilities?[limit] is LimitEnforcement.Enforced or LimitEnforcement.Polled));
        while (fits && _warm.TryDequeue(out var session))
        {
            _refill.Release();
            if (session.IsAlive)
            {
                return session;
            }

            await session.DisposeAsync();
        }

        return null;
    }

    private async Task KeepWarmAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                if (_warm.Count >= _options.WarmSessions)
                {
                    await _refill.WaitAsync(_stopping.Token);
                    continue;
                }

                try
                {
                    _warm.Enqueue(await sandbox.CreateAsync(new SandboxSpec { Label = "warm" }, _stopping.Token));
                }
                catch (SandboxException failure)
                {
                    LogWarmFailed(failure.Code);
                    await Task.Delay(WarmRetryAfter, time, _stopping.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host is being disposed.
        }
        catch (Exception failure)
        {
            // Sessions are made when they are asked for, as if none had been kept ready.
            LogWarmEnded(failure);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Sandbox driver {Driver} is unavailable: {Reason} Next step: {NextStep}")]
    private partial void LogUnavailable(string driver, string? reason, string? nextStep);

    [LoggerMessage(2, LogLevel.Information, "Sandbox driver {Driver} is ready; {Count} left-over sessions removed")]
    private partial void LogReaped(string driver, int count);

    [LoggerMessage(3, LogLevel.Warning, "A sandbox could not be kept ready: {Code}")]
    private partial void LogWarmFailed(string code);

    [LoggerMessage(4, LogLevel.Error, "No sandbox is kept ready any more")]
    private partial void LogWarmEnded(Exception failure);
}
