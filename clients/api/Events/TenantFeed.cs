using Orleans.Streams;

namespace OmniSage.Api.Events;

/// <summary>
/// One tenant's stream of committed events, handed to each reader of the thread that an event belongs to.
/// </summary>
internal sealed class TenantFeed : IAsyncObserver<StoredEvent>
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, List<FeedInbox>> readers = [];

    public required Task<StreamSubscriptionHandle<StoredEvent>> Subscription { get; set; }

    public int Count { get; private set; }

    public void Add(Guid thread, FeedInbox inbox)
    {
        lock (gate)
        {
            if (!readers.TryGetValue(thread, out var inboxes)) readers[thread] = inboxes = [];
            inboxes.Add(inbox);
            Count++;
        }
    }

    public void Remove(Guid thread, FeedInbox inbox)
    {
        lock (gate)
        {
            if (!readers.TryGetValue(thread, out var inboxes) || !inboxes.Remove(inbox)) return;
            if (inboxes.Count == 0) readers.Remove(thread);
            Count--;
        }
    }

    public void Tick()
    {
        lock (gate)
        {
            foreach (var inbox in readers.Values.SelectMany(inboxes => inboxes)) inbox.Offer(default);
        }
    }

    public Task OnNextAsync(StoredEvent item, StreamSequenceToken? token = null)
    {
        if (item.Thread is not { } thread) return Task.CompletedTask;
        lock (gate)
        {
            if (!readers.TryGetValue(thread, out var inboxes)) return Task.CompletedTask;
            foreach (var inbox in inboxes) inbox.Offer(new(item));
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// A failing stream loses events; readers find that out by themselves, at the latest with the next tick.
    /// </summary>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
