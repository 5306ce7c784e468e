using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Journals;

/// <summary>One row of the <c>event</c> table, as it is; payload and salt are null when they were erased.</summary>
internal sealed record EventRow(
    string Tenant,
    string Journal,
    long Seq,
    string Kind,
    string Type,
    long Schema,
    long AtUs,
    string Id,
    string? Workspace,
    string? Thread,
    byte[] Header,
    byte[]? Payload,
    long Encoding,
    string? Blob,
    byte[]? Salt,
    byte[] PreviousHash,
    byte[] Hash)
{
    public static EventRow Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetString(4),
        row.GetInt64(5),
        row.GetInt64(6),
        row.GetString(7),
        row.TextOrNull(8),
        row.TextOrNull(9),
        row.GetFieldValue<byte[]>(10),
        row.BytesOrNull(11),
        row.GetInt64(12),
        row.TextOrNull(13),
        row.BytesOrNull(14),
        row.GetFieldValue<byte[]>(15),
        row.GetFieldValue<byte[]>(16));

    /// <summary>The event as its readers know it; what no column holds comes from the header.</summary>
    public StoredEvent ToEvent()
    {
        var header = EventHeader.Parse(Header);
        return new()
        {
            Id = Guid.ParseExact(Id, "N"),
            Journal = new(TenantId.Parse(Tenant), EnumText<JournalKind>.Parse(Kind), Guid.ParseExact(Journal, "N")),
            Seq = Seq,
            Type = Type,
            Schema = (int)Schema,
            AtUs = AtUs,
            Workspace = Workspace is null ? null : Guid.ParseExact(Workspace, "N"),
            Thread = Thread is null ? null : Guid.ParseExact(Thread, "N"),
            Actor = header.Actor,
            Labels = header.Labels,
            Header = Header,
            Payload = Payload,
        };
    }
}
