using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Journals;

/// <summary>The <c>snapshot</c> table: the latest state of a journal; it can be dropped and made again.</summary>
internal static class SnapshotRows
{
    private static readonly Statement Put = new(
        "snapshot",
        "INSERT INTO snapshot (tenant_id, journal_id, seq, schema, state) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT (tenant_id, journal_id) DO UPDATE SET seq = excluded.seq, schema = excluded.schema, "
            + "state = excluded.state WHERE excluded.seq >= snapshot.seq",
        Text, Text, Number, Number, Bytes);

    public static RowChange Upsert(JournalId journal, long seq, int schema, byte[] state) =>
        Put.With(journal.Tenant, journal.Value.ToString("N"), seq, (long)schema, state);

    public static async Task<JournalSnapshot?> FindAsync(
        DbConnection connection, JournalId journal, int? schema, CancellationToken cancellation)
    {
        var rows = await connection.Command(
            "SELECT seq, schema, state FROM snapshot "
                + "WHERE tenant_id = $1 AND journal_id = $2 AND ($3 = 0 OR schema = $3)",
            journal.Tenant.Text, journal.Value.ToString("N"), (long)(schema ?? 0))
            .ListAsync(
                row => new JournalSnapshot(row.GetInt64(0), (int)row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
                cancellation);
        return rows.Count == 0 ? null : rows[0];
    }
}
