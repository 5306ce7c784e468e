using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Telemetry;
using OmniSage.Storage.Sweeps;

namespace OmniSage.Grains.Artifacts;

/// <summary>
/// Has what nothing needs any more removed, a bounded part each time. One that fails is followed by the next; two silos
/// that sweep the same remove it once.
/// </summary>
internal sealed partial class SweepKeeper(
    Sweep sweep, RunScheduler scheduler, TimeProvider time, ILogger<SweepKeeper> logger) : IHostedService, IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource stopping = new();
    private Task sweeping = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        sweeping = Task.Factory.StartNew(
            SweepAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler.Tasks).Unwrap();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await sweeping;
    }

    /// <summary>A host whose start failed is disposed without being stopped, so this ends the sweeping too.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task SweepAsync()
    {
        var cancellation = stopping.Token;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, time, cancellation);
                var swept = await sweep.RoundAsync(cancellation);
                RunMeter.Removed(swept.Artifacts, swept.Blobs);
                if (swept != default) LogSwept(swept.Artifacts, swept.Blobs);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogNotSwept(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Artifacts} artifacts and {Blobs} blobs that nothing needs were removed")]
    private partial void LogSwept(int artifacts, int blobs);

    [LoggerMessage(LogLevel.Warning, "What nothing needs was not all removed; the next sweep goes on")]
    private partial void LogNotSwept(Exception fault);
}
