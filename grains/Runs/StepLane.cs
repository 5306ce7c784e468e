namespace OmniSage.Grains.Runs;

/// <summary>
/// So many steps of one kind at once; the rest waits, tenants in turn. Each runs as a task of its scheduler.
/// What performs them must not throw: the place of a step that did would be lost.
/// </summary>
internal sealed class StepLane(int stepsMax, int waitingMax, TaskScheduler scheduler, Func<StepOrder, Task> perform)
{
    private readonly Lock gate = new();
    private readonly FairQueue<StepOrder> waiting = new(waitingMax);
    private int running;

    /// <summary>False when too many steps wait. Never waits itself.</summary>
    public bool TryStart(StepOrder order)
    {
        lock (gate)
        {
            if (running >= stepsMax) return waiting.TryEnqueue(order.Run.Tenant, order);
            running++;
        }

        Run(order);
        return true;
    }

    private void Run(StepOrder order)
    {
        // A step belongs to no caller: neither its RequestContext nor its trace may leak into it.
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            Task.Factory.StartNew(
                () => PerformAsync(order), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        }
        finally
        {
            flow?.Undo();
        }
    }

    private async Task PerformAsync(StepOrder order)
    {
        for (var next = order; next is not null; next = Next()) await perform(next);
    }

    private StepOrder? Next()
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out var order)) return order;
            running--;
            return null;
        }
    }
}
