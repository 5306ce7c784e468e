using OmniSage.Grains.Journals;
using OmniSage.Simulation.Tests.Silos;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;

namespace OmniSage.Simulation.Tests.Checks;

/// <summary>One event as the log has it, in the order in which all events became durable.</summary>
internal sealed record Entry(JournalId Journal, long Seq, EventFacts Facts, EventPayload Payload, byte[] Hash)
{
    public static async Task<List<Entry>> ReadAllAsync(World world)
    {
        var rows = await world.Database.ReadAsync(
            TenantId.Install,
            connection => connection.Command(
                "SELECT tenant_id, journal_kind, journal_id, seq, header, type, schema, payload, blob, hash FROM event "
                    + "ORDER BY rowid").ListAsync(
                row => (
                    Journal: new JournalId(row.Tenant(0), EnumText<JournalKind>.Parse(row.GetString(1)), row.Id(2)),
                    Seq: row.GetInt64(3),
                    Header: EventHeader.Parse(row.GetFieldValue<byte[]>(4)),
                    Type: row.GetString(5),
                    Schema: (int)row.GetInt64(6),
                    Payload: row.BytesOrNull(7),
                    Blob: row.TextOrNull(8),
                    Hash: row.GetFieldValue<byte[]>(9)),
                CancellationToken.None),
            CancellationToken.None);
        var entries = new List<Entry>(rows.Count);
        foreach (var row in rows)
        {
            var payload = row.Payload ?? await world.Blobs.FindAsync(
                row.Journal.Tenant, BlobId.Parse(row.Blob!), BlobLimits.BytesMax, CancellationToken.None);
            var facts = new EventFacts(Guid.ParseExact(row.Header.Id, "N"), row.Header.AtUs, row.Header.Labels);
            entries.Add(new(row.Journal, row.Seq, facts, EventTypes.Read(row.Type, row.Schema, payload), row.Hash));
        }

        return entries;
    }
}
