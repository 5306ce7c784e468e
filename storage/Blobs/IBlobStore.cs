namespace OmniSage.Storage.Blobs;

/// <summary>
/// Content of any kind, addressed by its SHA-256 within a tenant and stored once. Durable when
/// <see cref="PutAsync"/> completes. Each blob has a time at which it was last put or renewed; what nothing refers to
/// is removed when that is long ago, and not before.
/// </summary>
public interface IBlobStore
{
    /// <summary>A tenant's blobs are on so many shelves, by the first byte of their ids.</summary>
    const int Shelves = 256;

    /// <summary>
    /// Stores the content; where it is there already, renews it. Throws <see cref="ErrorCodes.LimitReached"/> when it
    /// is too large, and <see cref="ErrorCodes.StorageUnavailable"/> when it cannot be made durable.
    /// </summary>
    Task<BlobId> PutAsync(TenantId tenant, ReadOnlyMemory<byte> content);

    /// <summary>The content, or null when there is none; refuses content above <paramref name="bytesMax"/>.</summary>
    Task<byte[]?> FindAsync(TenantId tenant, BlobId blob, long bytesMax, CancellationToken cancellation);

    /// <summary>
    /// Renews a blob that something is about to refer to, as if it were put again, and answers its beginning; null when
    /// there is none.
    /// </summary>
    Task<BlobHead?> RenewAsync(TenantId tenant, BlobId blob, int headBytesMax);

    /// <summary>The blobs of one shelf that were put or renewed last before that time.</summary>
    Task<ImmutableArray<BlobId>> ListAsync(TenantId tenant, int shelf, DateTimeOffset before);

    /// <summary>
    /// Removes a blob unless it was put or renewed since; whether it did. Puts and removals come one after another, so
    /// that none is lost in between.
    /// </summary>
    Task<bool> RemoveAsync(TenantId tenant, BlobId blob, DateTimeOffset before);
}
