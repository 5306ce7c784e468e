using Microsoft.Extensions.Logging;

namespace OmniSage.Api.Events;

/// <summary>
/// Lets the live output of a reader's open runs flow into its inbox: asks each run's owner, asks again before it
/// forgets, and ends it all when it is disposed of. Live output is a courtesy: where it fails, the log still tells all.
/// </summary>
internal sealed partial class LiveWatch(IClusterClient cluster, ThreadId thread, FeedInbox inbox, ILogger logger)
    : IAsyncDisposable
{
    /// <summary>Observers expire after three minutes; every fourth heartbeat, of 30 s at most, renews them.</summary>
    private const int TicksPerRenewal = 4;

    private readonly IRunObserver observer = cluster.CreateObjectReference<IRunObserver>(inbox);
    private readonly Dictionary<Guid, IRunOwner> owners = [];
    private int ticks;

    /// <summary>Follows what an event says of its run: one that starts is watched, one that ended no longer.</summary>
    public void Follow(StoredEvent recorded)
    {
        if (RunFacts.EndsRun(recorded)) owners.Remove(recorded.Journal.Value);
        else if (RunFacts.Started(recorded) is { Kind: not RunKind.Command } started)
            Watch(recorded.Journal.Value, started.Contract?.Task);
    }

    public void Watch(Guid run, Guid? task)
    {
        if (owners.ContainsKey(run)) return;
        IRunOwner owner = task is { } id
            ? cluster.GetGrain<IExecutorGrain>(new TaskId(thread.Tenant, id).ToGrainKey())
            : cluster.GetGrain<ICoordinatorGrain>(thread.ToGrainKey());
        owners[run] = owner;
        _ = WatchAsync(run, owner);
    }

    public void Tick()
    {
        if (++ticks % TicksPerRenewal != 0) return;
        foreach (var (run, owner) in owners) _ = WatchAsync(run, owner);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (run, owner) in owners)
        {
            try
            {
                CallerContext.Set(thread.Tenant, CallerContext.System);
                await owner.UnwatchAsync(new(thread.Tenant, run), observer);
            }
            catch (Exception fault)
            {
                LogNotUnwatched(run, fault);
            }
        }

        cluster.DeleteObjectReference<IRunObserver>(observer);
    }

    private async Task WatchAsync(Guid run, IRunOwner owner)
    {
        try
        {
            // A stream is written after the endpoint has returned, where nobody's context is left.
            CallerContext.Set(thread.Tenant, CallerContext.System);
            await owner.WatchAsync(new(thread.Tenant, run), observer);
        }
        catch (Exception fault)
        {
            LogNotWatched(run, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run} cannot be watched; its reader sees committed events only")]
    private partial void LogNotWatched(Guid run, Exception fault);

    [LoggerMessage(LogLevel.Debug, "Run {Run} could not be unwatched; its owner forgets by itself")]
    private partial void LogNotUnwatched(Guid run, Exception fault);
}
