using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Leases;

namespace OmniSage.Grains.Recovery;

/// <summary>
/// Looks after the runs of this silo: at its start takes up what an earlier one left, then renews the leases of the
/// runs whose steps are under way, and at its end stops them.
/// </summary>
internal sealed partial class LeaseKeeper(
    IGrainFactory grains,
    StepRunner runner,
    Courier courier,
    LeaseStore leases,
    Incarnation incarnation,
    RunScheduler scheduler,
    TimeProvider time,
    IOptions<AgentOptions> options,
    ILogger<LeaseKeeper> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task renewing = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        CallerContext.Set(TenantId.Install, CallerContext.System);
        foreach (var shard in RecoveryShards.Keys)
        {
            await grains.GetGrain<GrainInterfaces.Recovery.IRecoveryGrain>(shard).RecoverAsync();
        }

        renewing = Task.Factory.StartNew(
            RenewAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler.Tasks).Unwrap();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        runner.Stop();
        courier.Stop();
        await renewing;
    }

    /// <summary>A host whose start failed is disposed without being stopped, so this ends the renewing too.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task RenewAsync()
    {
        var cancellation = stopping.Token;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.LeaseRenewal, time, cancellation);
                var until = time.GetUtcNow() + options.Value.LeaseTime;
                await leases.RenewAsync(runner.ActiveRuns, incarnation.Value, until);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The runs go on; if the database stays away, their commits fail and recovery takes them up.
                LogNotRenewed(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Leases were not renewed")]
    private partial void LogNotRenewed(Exception fault);
}
