namespace OmniSage.Storage.Blobs;

/// <summary>
/// Content of any kind, addressed by its SHA-256 within a tenant and stored once. Durable when
/// <see cref="PutAsync"/> completes.
/// </summary>
public interface IBlobStore
{
    /// <summary>
    /// Stores the content unless it is there. Throws <see cref="ErrorCodes.LimitReached"/> when it is too large, and
    /// <see cref="ErrorCodes.StorageUnavailable"/> when it cannot be made durable.
    /// </summary>
    Task<BlobId> PutAsync(TenantId tenant, ReadOnlyMemory<byte> content);

    /// <summary>The content, or null when there is none; refuses content above <paramref name="bytesMax"/>.</summary>
    Task<byte[]?> FindAsync(TenantId tenant, BlobId blob, long bytesMax, CancellationToken cancellation);
}
