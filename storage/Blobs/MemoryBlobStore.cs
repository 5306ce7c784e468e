using System.Collections.Concurrent;

namespace OmniSage.Storage.Blobs;

/// <summary>Blobs beside the in-memory database, gone with it.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<(TenantId, BlobId), byte[]> blobs = new();

    public Task<BlobId> PutAsync(TenantId tenant, ReadOnlyMemory<byte> content)
    {
        BlobLimits.Require(content.Length, BlobLimits.BytesMax);
        var id = BlobId.Of(content.Span);
        blobs.TryAdd((tenant, id), content.ToArray());
        return Task.FromResult(id);
    }

    public Task<byte[]?> FindAsync(TenantId tenant, BlobId blob, long bytesMax, CancellationToken cancellation)
    {
        if (blobs.TryGetValue((tenant, blob), out var content)) BlobLimits.Require(content.Length, bytesMax);
        return Task.FromResult(content);
    }
}
