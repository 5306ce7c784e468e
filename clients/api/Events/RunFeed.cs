using System.Globalization;
using System.Runtime.CompilerServices;

namespace OmniSage.Api.Events;

/// <summary>A reader's position in the journal of one run.</summary>
internal sealed class RunFeed(RunId run, long after) : IFeed
{
    private const int PageMax = 500;
    private readonly JournalId journal = new(run.Tenant, JournalKind.Run, run.Value);
    private long position = after;

    public string Cursor => position.ToString(CultureInfo.InvariantCulture);

    public bool Ended { get; private set; }

    public static bool TryParse(string? text, out long after)
    {
        after = 0;
        return text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }

    public FeedVerdict Take(StoredEvent recorded)
    {
        if (recorded.Journal != journal || recorded.Seq <= position) return FeedVerdict.Seen;
        if (recorded.Seq > position + 1) return FeedVerdict.Gap;
        position = recorded.Seq;
        Ended = RunFacts.EndsRun(recorded);
        return FeedVerdict.Next;
    }

    public async IAsyncEnumerable<StoredEvent> ReadAsync(
        IHistory history, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Asked before the events are read, so that a run known to have ended is read to its end.
        var isOver = await history.FindRunAsync(run, cancellation) is { EndedUs: not null };
        ImmutableArray<StoredEvent> page;
        do
        {
            page = await history.ReadJournalAsync(journal, position, PageMax, cancellation);
            foreach (var recorded in page)
            {
                position = recorded.Seq;
                yield return recorded;
            }
        }
        while (page.Length == PageMax);
        Ended |= isOver;
    }
}
