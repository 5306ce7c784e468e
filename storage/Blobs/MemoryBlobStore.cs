namespace OmniSage.Storage.Blobs;

/// <summary>Blobs beside the in-memory database, gone with it.</summary>
internal sealed class MemoryBlobStore(TimeProvider time) : IBlobStore
{
    private readonly Dictionary<(TenantId, BlobId), Entry> blobs = [];
    private readonly Lock gate = new();

    public Task<BlobId> PutAsync(TenantId tenant, ReadOnlyMemory<byte> content)
    {
        BlobLimits.Require(content.Length, BlobLimits.BytesMax);
        var id = BlobId.Of(content.Span);
        lock (gate)
        {
            var known = blobs.GetValueOrDefault((tenant, id));
            blobs[(tenant, id)] = new(known?.Content ?? content.ToArray(), time.GetUtcNow());
        }

        return Task.FromResult(id);
    }

    public Task<byte[]?> FindAsync(TenantId tenant, BlobId blob, long bytesMax, CancellationToken cancellation)
    {
        Entry? found;
        lock (gate) found = blobs.GetValueOrDefault((tenant, blob));
        if (found is not null) BlobLimits.Require(found.Content.Length, bytesMax);
        return Task.FromResult(found?.Content);
    }

    public Task<BlobHead?> RenewAsync(TenantId tenant, BlobId blob, int headBytesMax)
    {
        lock (gate)
        {
            if (!blobs.TryGetValue((tenant, blob), out var known)) return Task.FromResult<BlobHead?>(null);
            blobs[(tenant, blob)] = known with { At = time.GetUtcNow() };
            var head = known.Content.AsMemory(0, Math.Min(known.Content.Length, headBytesMax));
            return Task.FromResult<BlobHead?>(new(head, known.Content.Length));
        }
    }

    public Task<ImmutableArray<BlobId>> ListAsync(TenantId tenant, int shelf, DateTimeOffset before)
    {
        lock (gate)
        {
            return Task.FromResult<ImmutableArray<BlobId>>(
            [
                .. blobs.Where(blob => blob.Key.Item1 == tenant && blob.Key.Item2.Shelf == shelf
                        && blob.Value.At < before)
                    .Select(blob => blob.Key.Item2)
                    .OrderBy(id => id.Text, StringComparer.Ordinal),
            ]);
        }
    }

    public Task<bool> RemoveAsync(TenantId tenant, BlobId blob, DateTimeOffset before)
    {
        lock (gate)
        {
            var isOld = blobs.TryGetValue((tenant, blob), out var known) && known.At < before;
            return Task.FromResult(isOld && blobs.Remove((tenant, blob)));
        }
    }

    private sealed record Entry(byte[] Content, DateTimeOffset At);
}
