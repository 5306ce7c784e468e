using System.Threading.Channels;

namespace OmniSage.Api.Events;

/// <summary>
/// What waits for one reader, bounded. When a reader is too slow for it, events are dropped and the reader is told to
/// read the journal again; pieces of live output are just lost, as their offsets show.
/// </summary>
internal sealed class FeedInbox : IRunObserver
{
    public const int ItemsMax = 512;

    private readonly Channel<FeedItem> items = Channel.CreateBounded<FeedItem>(
        new BoundedChannelOptions(ItemsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool lostEvents;

    public void Offer(FeedItem item)
    {
        if (!items.Writer.TryWrite(item) && item.Event is not null) lostEvents = true;
    }

    public Task OnOutputAsync(LiveOutput output)
    {
        Offer(new(Output: output));
        return Task.CompletedTask;
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => items.Reader.WaitToReadAsync(cancellation);

    public bool TryTake(out FeedItem item) => items.Reader.TryRead(out item);

    /// <summary>
    /// Whether events were dropped since this was last asked. To be asked once the inbox is empty: then all that was
    /// dropped is in the journal by now.
    /// </summary>
    public bool TakeLost()
    {
        if (!lostEvents) return false;
        lostEvents = false;
        return true;
    }
}
