using Microsoft.Extensions.Logging;
using OmniSage.Api.Telemetry;

namespace OmniSage.Api.Events;

/// <summary>
/// One open event stream: first what is stored, then what comes, each event once and in order. Where the live feed
/// has a gap, and with every tick, the log is read again, so nothing is missed for longer than a heartbeat.
/// </summary>
internal sealed class EventStream(
    IHistory history, EventFeed feeds, IClusterClient cluster, ILogger<EventStream> logger)
{
    /// <summary>No more than this is written between two flushes, however much is waiting.</summary>
    private const int BatchBytes = 64 * 1024;

    /// <summary>Runs until the feed has ended, or the client or the server goes.</summary>
    public async Task RunAsync(
        IEventSink writer,
        ThreadId thread,
        IFeed feed,
        IEnumerable<RunSummary> open,
        CancellationToken cancellation)
    {
        using var counted = ApiMeter.Watch();
        var inbox = new FeedInbox();
        await using var reading = await feeds.OpenAsync(thread, inbox);
        await using var live = new LiveWatch(cluster, thread, inbox, logger);
        writer.WriteOpening();
        await writer.FlushAsync(cancellation);
        await CatchUpAsync(feed, live, writer, cancellation);
        if (!feed.Ended)
        {
            foreach (var run in open) live.Watch(run.Id.Value, run.Task);
        }

        while (true)
        {
            if (writer.Unflushed > 0) await writer.FlushAsync(cancellation);
            if (feed.Ended || !await inbox.WaitAsync(cancellation)) return;
            var hasGap = TakeWaiting(inbox, feed, live, writer);
            if (hasGap || inbox.TakeLost()) await CatchUpAsync(feed, live, writer, cancellation);
        }
    }

    /// <summary>Writes what waits, up to a batch, a gap or the end; answers whether the log has to be read.</summary>
    private static bool TakeWaiting(FeedInbox inbox, IFeed feed, LiveWatch live, IEventSink writer)
    {
        while (!feed.Ended && writer.Unflushed < BatchBytes && inbox.TryTake(out var item))
        {
            if (item.Event is { } recorded)
            {
                switch (feed.Take(recorded))
                {
                    case FeedVerdict.Next:
                        writer.Write(recorded, feed.Cursor);
                        live.Follow(recorded);
                        break;
                    case FeedVerdict.Seen:
                        break;
                    case FeedVerdict.Gap:
                        return true;
                }
            }
            else if (item.Output is { } output)
            {
                writer.Write(output);
            }
            else
            {
                writer.WriteHeartbeat();
                live.Tick();
                return true;
            }
        }

        return false;
    }

    private async Task CatchUpAsync(IFeed feed, LiveWatch live, IEventSink writer, CancellationToken cancellation)
    {
        await foreach (var recorded in feed.ReadAsync(history, cancellation))
        {
            writer.Write(recorded, feed.Cursor);
            live.Follow(recorded);
            if (writer.Unflushed >= BatchBytes) await writer.FlushAsync(cancellation);
        }
    }
}
