using OmniSage.Storage.Blobs;

namespace OmniSage.Storage.Journals;

/// <summary>Puts the payloads that are blobs back into the rows that name them.</summary>
internal sealed class EventReader(IBlobStore blobs)
{
    /// <summary>The row with its payload; a blob that is gone leaves it null, which verification reports.</summary>
    public async ValueTask<EventRow> CompleteAsync(EventRow row, CancellationToken cancellation)
    {
        if (row.Blob is null) return row;
        if (row.Blob.Length != 2 * HashChain.HashBytes || !row.Blob.All(char.IsAsciiHexDigitLower)) return row;
        var tenant = TenantId.Parse(row.Tenant);
        var payload = await blobs.FindAsync(tenant, BlobId.Parse(row.Blob), BlobLimits.BytesMax, cancellation);
        return row with { Payload = payload };
    }

    public async Task<ImmutableArray<StoredEvent>> CompleteAsync(
        IReadOnlyCollection<EventRow> rows, CancellationToken cancellation)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>(rows.Count);
        foreach (var row in rows) events.Add((await CompleteAsync(row, cancellation)).ToEvent());
        return events.MoveToImmutable();
    }
}
