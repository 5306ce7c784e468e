using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OmniSage.Grains.Telemetry;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Calls a grain from outside any grain, again and again until it has taken the call. Grains that must tell each other
/// something use it, so that no two of them ever wait for each other. What it carries follows from the log: when the
/// process dies, recovery hands it over again.
/// </summary>
internal sealed partial class Courier(
    IGrainFactory grains, TimeProvider time, RunScheduler scheduler, ILogger<Courier> logger) : IDisposable
{
    /// <summary>Deliveries under way at once; more are left to recovery.</summary>
    public const int DeliveriesMax = 50_000;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WakeDelayMax = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, bool> underWay = new();
    private readonly CancellationTokenSource stopping = new();
    private int deliveries;

    /// <summary>Begins the delivery and returns at once. One with the same name that is under way is enough.</summary>
    public void Send(TenantId tenant, string name, Func<IGrainFactory, Task> call) =>
        Send(tenant, name, call, DelayMax);

    private void Send(TenantId tenant, string name, Func<IGrainFactory, Task> call, TimeSpan delayMax)
    {
        if (Volatile.Read(ref deliveries) >= DeliveriesMax || !underWay.TryAdd(name, true)) return;
        Interlocked.Increment(ref deliveries);
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            Task.Factory.StartNew(
                () => SendAsync(tenant, name, call, delayMax),
                CancellationToken.None,
                TaskCreationOptions.DenyChildAttach,
                scheduler.Tasks);
        }
        finally
        {
            flow?.Undo();
        }
    }

    /// <summary>Has the owner of a run go on from what is durable, soon after that can be read again.</summary>
    public void Wake(TenantId tenant, RunOwner owner) => Send(
        tenant, $"wake {owner.Kind} {owner.Key}", grains => owner.Find(grains).RecoverAsync(), WakeDelayMax);

    /// <summary>Calls until the call returns, or can never succeed, or the silo stops.</summary>
    public async Task DeliverAsync(
        TenantId tenant, Func<IGrainFactory, Task> call, TimeSpan delayMax, CancellationToken cancellation)
    {
        for (var delay = FirstDelay; !cancellation.IsCancellationRequested; delay = Min(2 * delay, delayMax))
        {
            try
            {
                CallerContext.Set(tenant, CallerContext.System);
                await call(grains);
                return;
            }
            catch (OmniSageException fault) when (!fault.Retryable)
            {
                LogRefused(tenant.Text, fault.Code);
                return;
            }
            catch (Exception fault)
            {
                RunMeter.CallRepeated();
                LogAgain(fault, tenant.Text, delay);
            }

            try
            {
                await Task.Delay(delay, time, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Gives up all deliveries; recovery takes them up after the next start.</summary>
    public void Stop() => stopping.Cancel();

    /// <summary>A delivery that is late may still look at the token, so that is cancelled and not disposed.</summary>
    public void Dispose() => Stop();

    private async Task SendAsync(
        TenantId tenant, string name, Func<IGrainFactory, Task> call, TimeSpan delayMax)
    {
        try
        {
            await DeliverAsync(tenant, call, delayMax, stopping.Token);
        }
        finally
        {
            underWay.TryRemove(name, out _);
            Interlocked.Decrement(ref deliveries);
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(LogLevel.Error, "A call for tenant {Tenant} was refused for good: {Code}")]
    private partial void LogRefused(string tenant, string code);

    [LoggerMessage(LogLevel.Warning, "A call for tenant {Tenant} failed and is made again in {Delay}")]
    private partial void LogAgain(Exception fault, string tenant, TimeSpan delay);
}
