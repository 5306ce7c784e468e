using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace OmniSage.Api.Events;

/// <summary>
/// The live events of this process: each tenant's stream is subscribed to once, while anyone reads it, and fanned out
/// in memory. Ticks, from one timer, let readers show that they live and look for what the stream lost.
/// </summary>
internal sealed class EventFeed : IAsyncDisposable
{
    /// <summary>Open event streams of one tenant in this process.</summary>
    public const int ReadersMax = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<TenantId, TenantFeed> feeds = [];
    private readonly IClusterClient cluster;
    private readonly ITimer timer;

    public EventFeed(IClusterClient cluster, TimeProvider time, IOptions<ApiOptions> options)
    {
        this.cluster = cluster;
        timer = time.CreateTimer(_ => Tick(), null, options.Value.Heartbeat, options.Value.Heartbeat);
    }

    /// <summary>Tenants whose stream is subscribed to.</summary>
    public int Tenants
    {
        get
        {
            lock (gate) return feeds.Count;
        }
    }

    /// <summary>
    /// Puts the thread's events into the inbox from now on, until what is returned is disposed of. Past a limit of
    /// readers it refuses.
    /// </summary>
    public async Task<IAsyncDisposable> OpenAsync(ThreadId thread, FeedInbox inbox)
    {
        var feed = Join(thread, inbox);
        var reading = new Reading(this, feed, thread, inbox);
        try
        {
            await feed.Subscription;
            return reading;
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        List<TenantFeed> open;
        lock (gate)
        {
            open = [.. feeds.Values];
            feeds.Clear();
        }

        foreach (var feed in open) await UnsubscribeAsync(feed);
    }

    private TenantFeed Join(ThreadId thread, FeedInbox inbox)
    {
        lock (gate)
        {
            if (!feeds.TryGetValue(thread.Tenant, out var feed))
            {
                feed = new() { Subscription = null! };
                feed.Subscription = SubscribeAsync(thread.Tenant, feed);
                feeds[thread.Tenant] = feed;
            }

            if (feed.Count >= ReadersMax)
                throw new OmniSageException(ErrorCodes.LimitReached, $"At most {ReadersMax} streams can be open.");
            feed.Add(thread.Value, inbox);
            return feed;
        }
    }

    private async Task<StreamSubscriptionHandle<StoredEvent>> SubscribeAsync(TenantId tenant, TenantFeed feed) =>
        await cluster.GetStreamProvider(EventStreams.Provider)
            .GetStream<StoredEvent>(EventStreams.Of(tenant))
            .SubscribeAsync(feed);

    private async ValueTask LeaveAsync(TenantFeed feed, ThreadId thread, FeedInbox inbox)
    {
        lock (gate)
        {
            feed.Remove(thread.Value, inbox);
            if (feed.Count > 0 || !feeds.TryGetValue(thread.Tenant, out var current) || current != feed) return;
            feeds.Remove(thread.Tenant);
        }

        await UnsubscribeAsync(feed);
    }

    /// <summary>A subscription that never came to be needs no end.</summary>
    private static async ValueTask UnsubscribeAsync(TenantFeed feed)
    {
        await ((Task)feed.Subscription).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (feed.Subscription.IsCompletedSuccessfully) await feed.Subscription.Result.UnsubscribeAsync();
    }

    private void Tick()
    {
        lock (gate)
        {
            foreach (var feed in feeds.Values) feed.Tick();
        }
    }

    private sealed class Reading(EventFeed owner, TenantFeed feed, ThreadId thread, FeedInbox inbox) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => owner.LeaveAsync(feed, thread, inbox);
    }
}
