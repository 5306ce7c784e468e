using System.Runtime.CompilerServices;

namespace OmniSage.Api.Events;

/// <summary>
/// A reader's position in a thread with all its runs and tasks. A live event is taken only where its place is sure:
/// next in its journal, of a run that the thread has named, and the end of a run before the thread's word of it.
/// Whatever else comes counts as a gap, and the log, which is always right, says how it was.
/// </summary>
internal sealed class ThreadFeed(ThreadId thread, FeedCursor after) : IFeed
{
    private const int PageMax = 500;
    private const int MarksMax = 4096;

    /// <summary>How far each run was read on this connection, also those that the cursor no longer needs.</summary>
    private readonly Dictionary<Guid, Mark> marks =
        after.Runs.ToDictionary(run => run.Key, run => new Mark(run.Value, Ended: false));

    private FeedCursor position = after;

    public string Cursor => position.ToText(thread.Value);

    public bool Ended => false;

    public FeedVerdict Take(StoredEvent recorded) => recorded.Journal switch
    {
        { Kind: JournalKind.Thread } journal when journal.Value == thread.Value => TakeOfThread(recorded),
        { Kind: JournalKind.Run } => TakeOfRun(recorded),
        _ => FeedVerdict.Seen,
    };

    public async IAsyncEnumerable<StoredEvent> ReadAsync(
        IHistory history, [EnumeratorCancellation] CancellationToken cancellation)
    {
        FeedPage page;
        do
        {
            page = await history.ReadThreadAsync(thread, position, PageMax, cancellation);
            for (var i = 0; i < page.Events.Length; i++)
            {
                position = page.Cursors[i];
                Remember(page.Events[i]);
                yield return page.Events[i];
            }
        }
        while (page.More && page.Events.Length > 0);
    }

    private FeedVerdict TakeOfThread(StoredEvent recorded)
    {
        if (recorded.Seq <= position.ThreadSeq) return FeedVerdict.Seen;
        if (recorded.Seq > position.ThreadSeq + 1) return FeedVerdict.Gap;
        var runs = position.Runs;
        if (RunFacts.RunIn(recorded) is { } run && marks.TryGetValue(run, out var mark) && mark.Ended)
            runs = runs.Remove(run);
        else if (RunFacts.ClosesRun(recorded))
            return FeedVerdict.Gap;

        position = new(recorded.Seq, runs);
        Remember(recorded);
        return FeedVerdict.Next;
    }

    private FeedVerdict TakeOfRun(StoredEvent recorded)
    {
        var run = recorded.Journal.Value;
        if (!marks.TryGetValue(run, out var mark)) return FeedVerdict.Gap;
        if (recorded.Seq <= mark.Seq) return FeedVerdict.Seen;
        if (recorded.Seq > mark.Seq + 1) return FeedVerdict.Gap;
        position = position with { Runs = position.Runs.SetItem(run, recorded.Seq) };
        Remember(recorded);
        return FeedVerdict.Next;
    }

    private void Remember(StoredEvent recorded)
    {
        if (recorded.Journal.Kind is JournalKind.Run)
            marks[recorded.Journal.Value] = new(recorded.Seq, RunFacts.EndsRun(recorded));
        else if (RunFacts.RunIn(recorded) is { } named)
            marks.TryAdd(named, new(0, Ended: false));

        if (marks.Count <= MarksMax) return;
        foreach (var run in marks.Keys.Where(run => !position.Runs.ContainsKey(run)).ToList()) marks.Remove(run);
    }

    private readonly record struct Mark(long Seq, bool Ended);
}
