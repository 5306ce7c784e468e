using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Journals;

/// <summary>The <c>event</c> table: how events are written, erased and read.</summary>
internal static class EventRows
{
    public const string Columns =
        "tenant_id, journal_id, seq, journal_kind, type, schema, at_us, event_id, workspace_id, thread_id, "
        + "header, payload, payload_encoding, blob, salt, prev_hash, hash";

    private static readonly ColumnKind[] Kinds =
    [
        Text, Text, Number, Text, Text, Number, Number, Text, Text, Text,
        Bytes, Bytes, Number, Text, Bytes, Bytes, Bytes,
    ];

    /// <summary>
    /// The first event of a unit in a journal: its predecessor must be there with the hash it was sealed upon,
    /// otherwise the sequence becomes NULL, which the table refuses. So not even a lost predecessor leaves a gap.
    /// </summary>
    private static readonly Statement First = new("event", Sql(
        "CASE WHEN $3 = 1 OR EXISTS (SELECT 1 FROM event e WHERE e.tenant_id = $1 AND e.journal_id = $2 "
        + "AND e.seq = $3 - 1 AND e.hash = $16) THEN $3 END"), Kinds) { IsFence = true };

    internal static readonly Statement PlainInsert = new("event", Sql("$3"), Kinds) { IsFence = true };

    private static readonly Statement Erasure = new(
        "event",
        "UPDATE event SET payload = NULL, salt = NULL, blob = NULL "
            + "WHERE tenant_id = $1 AND journal_id = $2 AND seq = $3",
        Text, Text, Number);

    public static RowChange Insert(SealedEvent @event, bool isFirst)
    {
        var stored = @event.Event;
        return (isFirst ? First : PlainInsert).With(
            stored.Journal.Tenant,
            stored.Journal.Value.ToString("N"),
            stored.Seq,
            EnumText<JournalKind>.Of(stored.Journal.Kind),
            stored.Type,
            (long)stored.Schema,
            stored.AtUs,
            stored.Id.ToString("N"),
            stored.Workspace?.ToString("N"),
            stored.Thread?.ToString("N"),
            @event.Header,
            @event.Blob is null ? @event.PayloadBytes : null,
            0L,
            @event.Blob,
            @event.SaltBytes,
            @event.PreviousHashBytes,
            @event.HashBytes);
    }

    public static RowChange Erase(JournalId journal, long seq) =>
        Erasure.With(journal.Tenant, journal.Value.ToString("N"), seq);

    /// <summary>Events of a journal from a sequence on, at most <paramref name="max"/>, in order.</summary>
    public static async Task<List<EventRow>> ReadAsync(
        DbConnection connection, JournalId journal, long from, int max, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"SELECT {Columns} FROM event WHERE tenant_id = $1 AND journal_id = $2 AND seq >= $3 ORDER BY seq LIMIT $4",
            journal.Tenant.Text, journal.Value.ToString("N"), from, (long)max);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<EventRow>();
        while (await reader.ReadAsync(cancellation)) rows.Add(EventRow.Read(reader));
        return rows;
    }

    private static string Sql(string seq) =>
        $"INSERT INTO event ({Columns}) "
        + $"VALUES ($1, $2, {seq}, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
}
