using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Journals;

/// <summary>
/// Follows a journal row by row and says which is the first that is not as it was written: position, link, hash,
/// every column against the header, and the payload against its commitment. Pure.
/// </summary>
internal sealed class ChainCheck(JournalId journal, long from)
{
    private readonly string tenant = journal.Tenant.Text;
    private readonly string id = journal.Value.ToString("N");
    private readonly string kind = EnumText<JournalKind>.Of(journal.Kind);
    private byte[]? previous = from == 1 ? JournalHead.Empty(journal).Hash.ToArray() : null;
    private long next = from;

    /// <summary>Where the rows that were checked end.</summary>
    public JournalHead Head { get; private set; } = JournalHead.Empty(journal);

    public ChainFault? Next(EventRow row)
    {
        var reason = Reason(row);
        if (reason is not null) return new(Math.Min(row.Seq, next), reason);
        previous = row.Hash;
        next++;
        Head = new(journal, row.Seq, row.Hash);
        return null;
    }

    private string? Reason(EventRow row)
    {
        if (row.Seq != next) return $"the event is missing; {row.Seq} follows";
        if (previous is not null && !row.PreviousHash.AsSpan().SequenceEqual(previous))
        {
            return "it does not link to the event before";
        }

        var hash = HashChain.Hash(row.PreviousHash, row.Header);
        if (!hash.AsSpan().SequenceEqual(row.Hash)) return "its hash is not that of its header";
        EventHeader header;
        try
        {
            header = EventHeader.Parse(row.Header);
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }

        var column = ColumnThatDiffers(row, header);
        return column is null ? Payload(row, header) : $"column {column} is not what the header says";
    }

    private string? ColumnThatDiffers(EventRow row, EventHeader header) =>
        (row.Tenant, tenant) != (header.Tenant, header.Tenant) ? "tenant_id"
        : (row.Journal, id) != (header.Journal, header.Journal) ? "journal_id"
        : (row.Kind, kind) != (header.Kind, header.Kind) ? "journal_kind"
        : row.Seq != header.Seq ? "seq"
        : row.Type != header.Type ? "type"
        : row.Schema != header.Schema ? "schema"
        : row.AtUs != header.AtUs ? "at_us"
        : row.Id != header.Id ? "event_id"
        : row.Workspace != header.Workspace ? "workspace_id"
        : row.Thread != header.Thread ? "thread_id"
        : null;

    private static string? Payload(EventRow row, EventHeader header)
    {
        if (row.Encoding != 0) return "its payload's encoding is unknown";
        if (row.Salt is null)
        {
            return row.Payload is null && row.Blob is null ? null : "it has a payload without its salt";
        }

        if (row.Payload is null) return row.Blob is null ? "its payload is missing" : "its blob is missing";
        if (row.Blob is not null && row.Blob != BlobId.Of(row.Payload).Text) return "its blob is not the one it names";
        return Convert.ToHexStringLower(HashChain.Commitment(row.Salt, row.Payload)) == header.Commitment
            ? null
            : "its payload is not what was committed to";
    }
}
