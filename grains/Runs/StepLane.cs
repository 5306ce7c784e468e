using OmniSage.Grains.Telemetry;

namespace OmniSage.Grains.Runs;

/// <summary>How many steps of one kind are under way at once, and wait.</summary>
/// <param name="StepsMax">At once.</param>
/// <param name="WaitingMax">Waiting, for a place or for the time to try again.</param>
/// <param name="WaitingPerTenantMax">The part of those that one tenant may have.</param>
/// <param name="Name">What figures call the lane.</param>
internal sealed record LaneLimits(int StepsMax, int WaitingMax, int WaitingPerTenantMax, string Name = "steps");

/// <summary>
/// So many steps of one kind at once; the rest waits, tenants in turn. One that is to be tried later has no place
/// meanwhile. Each runs as a task of its scheduler.
/// What performs them must not throw: the place of a step that did would be lost.
/// </summary>
internal sealed class StepLane(
    LaneLimits limits, TaskScheduler scheduler, TimeProvider time, Func<StepOrder, Task> perform)
{
    private readonly Lock gate = new();
    private readonly FairQueue<StepOrder> waiting = new(limits.WaitingMax, limits.WaitingPerTenantMax);
    private int running;
    private int told;

    /// <summary>
    /// False when too many steps wait. Never waits itself. A step whose cancellation comes before its time is not
    /// performed.
    /// </summary>
    public bool TryStart(StepOrder order, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (order.Delay > TimeSpan.Zero)
            {
                if (!waiting.TryReserve(order.Run.Tenant)) return false;
                TellWaiting();
            }
            else if (running >= limits.StepsMax)
            {
                var isTaken = waiting.TryEnqueue(order.Run.Tenant, order);
                TellWaiting();
                return isTaken;
            }
            else
            {
                running++;
            }
        }

        if (order.Delay > TimeSpan.Zero) Run(() => DelayAsync(order, cancellation));
        else Run(() => PerformAsync(order));
        return true;
    }

    private void Run(Func<Task> work)
    {
        // A step belongs to no caller: neither its RequestContext nor its trace may leak into it.
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        }
        finally
        {
            flow?.Undo();
        }
    }

    /// <summary>Its room in the queue is taken from the start, so that it is never too late for it.</summary>
    private async Task DelayAsync(StepOrder order, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(order.Delay, time, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lock (gate)
            {
                waiting.Free(order.Run.Tenant);
                TellWaiting();
            }

            return;
        }

        lock (gate)
        {
            if (running >= limits.StepsMax)
            {
                waiting.EnqueueReserved(order.Run.Tenant, order);
                return;
            }

            waiting.Free(order.Run.Tenant);
            TellWaiting();
            running++;
        }

        await PerformAsync(order);
    }

    private async Task PerformAsync(StepOrder order)
    {
        for (var next = order; next is not null; next = Next()) await perform(next);
    }

    private StepOrder? Next()
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out var order))
            {
                TellWaiting();
                return order;
            }

            running--;
            return null;
        }
    }

    private void TellWaiting()
    {
        RunMeter.StepsWait(limits.Name, waiting.Count - told);
        told = waiting.Count;
    }
}
