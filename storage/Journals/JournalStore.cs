using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Journals;

/// <summary>Reads journals for those who write them, and verifies every byte it hands out against the chain.</summary>
public sealed class JournalStore
{
    /// <summary>Events behind a snapshot that activation reads at most; journals snapshot every 256.</summary>
    public const int TailEventsMax = 65_536;

    private const int PageEvents = 512;

    private readonly Database database;
    private readonly EventReader events;
    private readonly int tailEventsMax;

    internal JournalStore(Database database, IBlobStore blobs, int tailEventsMax = TailEventsMax)
    {
        this.database = database;
        this.tailEventsMax = tailEventsMax;
        events = new(blobs);
    }

    /// <summary>The journal with its latest snapshot, of whatever schema.</summary>
    public Task<JournalRead> OpenAsync(JournalId journal, CancellationToken cancellation) =>
        OpenAsync(journal, snapshotSchema: null, cancellation);

    /// <summary>
    /// The journal's latest snapshot of this schema, the events behind it and its head; empty for a journal that was
    /// never written.
    /// Throws <see cref="ErrorCodes.JournalCorrupt"/> naming the first bad position, and
    /// <see cref="ErrorCodes.LimitReached"/> when the tail is too long to be read at once.
    /// </summary>
    public async Task<JournalRead> OpenAsync(JournalId journal, int? snapshotSchema, CancellationToken cancellation)
    {
        var (snapshot, rows) = await database.ReadAsync(
            journal.Tenant,
            async connection =>
            {
                var latest = await SnapshotRows.FindAsync(connection, journal, snapshotSchema, cancellation);
                var tail = await ReadTailAsync(connection, journal, latest?.Seq ?? 1, cancellation);
                return (latest, tail);
            },
            cancellation);
        var check = new ChainCheck(journal, snapshot?.Seq ?? 1);
        var tail = ImmutableArray.CreateBuilder<StoredEvent>(rows.Count);
        foreach (var stored in rows)
        {
            var row = await events.CompleteAsync(stored, cancellation);
            if (check.Next(row) is { } fault) throw Corrupt(fault);
            if (row.Seq != snapshot?.Seq) tail.Add(row.ToEvent());
        }

        if (snapshot is not null && rows.Count == 0)
        {
            throw Corrupt(new(snapshot.Seq, "the event of the snapshot is missing"));
        }

        return new(snapshot, tail.DrainToImmutable(), check.Head);
    }

    /// <summary>Whether exactly this event is durable at this place.</summary>
    public Task<bool> HasAsync(JournalHead head, CancellationToken cancellation) => database.ReadAsync(
        head.Journal.Tenant,
        async connection => (await connection.Command(
            "SELECT 1 FROM event WHERE tenant_id = $1 AND journal_id = $2 AND seq = $3 AND hash = $4",
            head.Journal.Tenant.Text, head.Journal.Value.ToString("N"), head.Seq, head.Hash.ToArray())
            .ListAsync(_ => true, cancellation)).Count > 0,
        cancellation);

    /// <summary>Replaces the journal's snapshot by this state as of that event, unless a later one is there.</summary>
    public static RowChange SnapshotChange(JournalId journal, long seq, int schema, byte[] state) =>
        SnapshotRows.Upsert(journal, seq, schema, state);

    /// <summary>
    /// Removes an event's payload and salt for good; its header and the chain stay as they are. Belongs in one unit
    /// with the <c>payload.erased</c> event that says so: the verifier names an erasure without it as bad.
    /// </summary>
    public static RowChange EraseChange(JournalId journal, long seq) => EventRows.Erase(journal, seq);

    private async Task<List<EventRow>> ReadTailAsync(
        DbConnection connection, JournalId journal, long from, CancellationToken cancellation)
    {
        var rows = new List<EventRow>();
        while (true)
        {
            var page = await EventRows.ReadAsync(connection, journal, from + rows.Count, PageEvents, cancellation);
            rows.AddRange(page);
            // The event of the snapshot comes with them.
            if (rows.Count > tailEventsMax + 1)
            {
                throw new OmniSageException(
                    ErrorCodes.LimitReached, $"More than {tailEventsMax} events follow the journal's snapshot.");
            }

            if (page.Count < PageEvents) return rows;
        }
    }

    private static OmniSageException Corrupt(ChainFault fault) =>
        new(ErrorCodes.JournalCorrupt, $"The journal is damaged at event {fault.Seq}: {fault.Reason}.");
}
