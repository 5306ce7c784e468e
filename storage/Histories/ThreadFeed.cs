using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Histories;

/// <summary>
/// One page of a thread with all its runs, in one snapshot of the database: the journals merged by time, each in its
/// own order. A thread's event that closes a run comes behind all events of that run, so that a cursor past it needs
/// no word about the run.
/// </summary>
internal sealed class ThreadFeed(DbConnection connection, ThreadId thread, int max)
{
    /// <summary>Events of a run that are read at once: most open runs have few new ones.</summary>
    private const int ChunkEvents = 32;

    public async Task<(List<EventRow> Rows, ImmutableArray<FeedCursor> Cursors, bool More)> ReadAsync(
        FeedCursor after, CancellationToken cancellation)
    {
        var main = new JournalStream(
            connection, new(thread.Tenant, JournalKind.Thread, thread.Value), after.ThreadSeq, max + 1, null);
        await main.FillAsync(cancellation);
        var runs = await OpenRunsAsync(after, main, cancellation);
        var rows = new List<EventRow>();
        var cursors = ImmutableArray.CreateBuilder<FeedCursor>();
        var cursor = after;
        while (rows.Count < max && Pick(main, runs) is { } next)
        {
            var row = next.Take();
            rows.Add(row);
            cursor = next == main
                ? Pass(cursor, row.Seq, runs)
                : cursor with { Runs = cursor.Runs.SetItem(next.Id, row.Seq) };
            cursors.Add(cursor);
            await next.FillAsync(cancellation);
        }

        return (rows, cursors.DrainToImmutable(), !main.IsAtEnd || runs.Any(run => !run.IsAtEnd));
    }

    /// <summary>
    /// The runs that can have events among the next ones: those not closed for this reader which began before the last
    /// event of the thread that this page can hold. Later ones belong to later pages.
    /// </summary>
    private async Task<List<JournalStream>> OpenRunsAsync(
        FeedCursor after, JournalStream main, CancellationToken cancellation)
    {
        var last = main.LastOfPage(max);
        var found = await connection.Command(
            "SELECT run_id, closed_seq FROM run WHERE tenant_id = $1 AND thread_id = $2 "
                + "AND (closed_seq IS NULL OR closed_seq > $3) AND (created_us <= $4 OR closed_seq <= $5) LIMIT $6",
            thread.Tenant.Text,
            thread.Value.ToString("N"),
            after.ThreadSeq,
            last?.AtUs ?? long.MaxValue,
            last?.Seq ?? long.MaxValue,
            FeedCursor.RunsMax + max + 1L)
            .ListAsync(row => (Id: row.Id(0), Closed: row.NumberOrNull(1)), cancellation);
        if (found.Count > FeedCursor.RunsMax + max)
        {
            throw new OmniSageException(
                ErrorCodes.LimitReached, $"The thread has more than {FeedCursor.RunsMax} runs at once.");
        }

        var runs = new List<JournalStream>(found.Count);
        foreach (var (id, closed) in found)
        {
            var journal = new JournalId(thread.Tenant, JournalKind.Run, id);
            var seen = after.Runs.GetValueOrDefault(id);
            var run = new JournalStream(connection, journal, seen, Math.Min(ChunkEvents, max + 1), closed);
            await run.FillAsync(cancellation);
            if (!run.IsAtEnd || after.Runs.ContainsKey(id)) runs.Add(run);
        }

        return runs;
    }

    /// <summary>The journal whose event is next: the oldest, but no closing event before what it closes.</summary>
    private static JournalStream? Pick(JournalStream main, List<JournalStream> runs)
    {
        JournalStream? oldest = null;
        JournalStream? unclosed = null;
        foreach (var run in runs)
        {
            if (run.IsAtEnd) continue;
            if (oldest is null || run.NextAtUs < oldest.NextAtUs) oldest = run;
            if (main.IsAtEnd || run.ClosedSeq is not { } closed || closed > main.NextSeq) continue;
            if (unclosed is null || run.NextAtUs < unclosed.NextAtUs) unclosed = run;
        }

        if (main.IsAtEnd) return oldest;
        if (oldest is not null && oldest.NextAtUs < main.NextAtUs) return oldest;
        return unclosed ?? main;
    }

    private static FeedCursor Pass(FeedCursor cursor, long threadSeq, List<JournalStream> runs)
    {
        var open = cursor.Runs;
        foreach (var run in runs)
        {
            if (run.ClosedSeq <= threadSeq) open = open.Remove(run.Id);
        }

        return new(threadSeq, open);
    }
}
