using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Journals;

/// <summary>
/// Checks whole journals: that the chain has no gap and links, that every column says what the header says, and that
/// every payload is what its header committed to or was erased by an event that says so.
/// </summary>
public sealed class JournalVerifier
{
    private const int PageEvents = 256;

    private readonly Database database;
    private readonly EventReader events;

    internal JournalVerifier(Database database, IBlobStore blobs)
    {
        this.database = database;
        events = new(blobs);
    }

    /// <summary>The first bad position of the journal, or null when it is as it was written.</summary>
    public async Task<ChainFault?> VerifyAsync(JournalId journal, CancellationToken cancellation)
    {
        var check = new ChainCheck(journal, from: 1);
        var erasures = new ErasureCheck();
        for (var from = 1L; ; from += PageEvents)
        {
            var start = from;
            var page = await database.ReadAsync(
                journal.Tenant,
                connection => EventRows.ReadAsync(connection, journal, start, PageEvents, cancellation),
                cancellation);
            foreach (var row in page)
            {
                var whole = await events.CompleteAsync(row, cancellation);
                if (check.Next(whole) is { } fault) return fault;
                erasures.Next(whole);
            }

            if (page.Count < PageEvents) return erasures.End();
        }
    }

    /// <summary>Journals of a tenant behind <paramref name="after"/> in the order of their ids.</summary>
    public async Task<ImmutableArray<JournalId>> ListAsync(
        TenantId tenant, Guid? after, int max, CancellationToken cancellation) => await database.ReadAsync(
            tenant,
            async connection => (await connection.Command(
                "SELECT journal_id, min(journal_kind) FROM event WHERE tenant_id = $1 AND journal_id > $2 "
                    + "GROUP BY journal_id ORDER BY journal_id LIMIT $3",
                tenant.Text, after?.ToString("N") ?? "", (long)max)
                .ListAsync(
                    row => new JournalId(tenant, EnumText<JournalKind>.Parse(row.GetString(1)), row.Id(0)),
                    cancellation)).ToImmutableArray(),
            cancellation);
}
