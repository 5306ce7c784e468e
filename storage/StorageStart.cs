using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OmniSage.Storage.Locks;
using OmniSage.Storage.Migrations;

namespace OmniSage.Storage;

/// <summary>
/// Before anything else starts: takes the lock, then brings the schema up to date. Where the lock can be lost while
/// the process lives (PostgreSQL's goes with its connection), watches it and stops the process when another has it.
/// </summary>
internal sealed partial class StorageStart(
    SingleProcessLock processLock,
    Migrator migrator,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<StorageStart> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task watching = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await processLock.TakeAsync(cancellationToken);
        var applied = await migrator.ApplyAsync(cancellationToken);
        LogReady(applied);
        if (processLock.CanBeLost) watching = WatchAsync(stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await watching;
    }

    public void Dispose() => stopping.Dispose();

    private async Task WatchAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(WatchInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (await processLock.RenewAsync(cancellation)) continue;
                LogLost();
                lifetime.StopApplication();
                return;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage is ready; {Count} migrations were applied")]
    private partial void LogReady(int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Another OmniSage took this database; this one stops")]
    private partial void LogLost();
}
