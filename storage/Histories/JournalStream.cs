using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Histories;

/// <summary>The events of one journal behind a position, read in chunks as they are needed.</summary>
internal sealed class JournalStream(
    DbConnection connection, JournalId journal, long after, int chunk, long? closedSeq)
{
    private readonly List<EventRow> rows = [];
    private int at;
    private long from = after + 1;
    private bool isExhausted;

    public Guid Id => journal.Value;

    /// <summary>The event of the thread that closes this run, once there is one.</summary>
    public long? ClosedSeq => closedSeq;

    public bool IsAtEnd => at == rows.Count;

    public long NextAtUs => rows[at].AtUs;

    public long NextSeq => rows[at].Seq;

    public EventRow Take() => rows[at++];

    /// <summary>After this, <see cref="IsAtEnd"/> means that the journal has no more.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        if (!IsAtEnd || isExhausted) return;
        rows.Clear();
        at = 0;
        rows.AddRange(await EventRows.ReadAsync(connection, journal, from, chunk, cancellation));
        isExhausted = rows.Count < chunk;
        from += rows.Count;
    }

    /// <summary>The last event that a page of that many can hold, if the journal goes on behind it.</summary>
    public EventRow? LastOfPage(int max) => rows.Count > max ? rows[max - 1] : null;
}
