using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Blobs;

/// <summary>
/// Blobs as files <c>blobs/TENANT/AA/SHA-256</c> of the data folder. A file appears complete or not at all: it is
/// written beside its place, forced to disk, renamed, and its folder forced to disk. Files are written on one lane.
/// </summary>
internal sealed class FileBlobStore(StorageOptions options) : IBlobStore, IDisposable
{
    private readonly string folder = Path.Combine(options.DataFolder, "blobs");
    private readonly Lazy<WriteLane> lane = new(() => WriteLane.Thread("omnisage-blobs"));

    public Task<BlobId> PutAsync(TenantId tenant, ReadOnlyMemory<byte> content)
    {
        BlobLimits.Require(content.Length, BlobLimits.BytesMax);
        var id = BlobId.Of(content.Span);
        var path = PathOf(tenant, id);
        if (File.Exists(path)) return Task.FromResult(id);
        var done = new TaskCompletionSource<BlobId>(TaskCreationOptions.RunContinuationsAsynchronously);
        lane.Value.Post(() => Write(path, content, id, done));
        return done.Task;
    }

    public async Task<byte[]?> FindAsync(TenantId tenant, BlobId blob, long bytesMax, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(
                PathOf(tenant, blob), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            BlobLimits.Require(file.Length, bytesMax);
            var content = new byte[file.Length];
            await file.ReadExactlyAsync(content, cancellation);
            return content;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(fault);
        }
    }

    public void Dispose()
    {
        if (lane.IsValueCreated) lane.Value.Dispose();
    }

    private static void Write(string path, ReadOnlyMemory<byte> content, BlobId id, TaskCompletionSource<BlobId> done)
    {
        var part = path + ".part";
        try
        {
            var parent = Path.GetDirectoryName(path)!;
            DurableFolder.Create(parent);
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(content.Span);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            DurableFolder.Flush(parent);
            done.SetResult(id);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            done.SetException(Unavailable(fault));
        }
    }

    private string PathOf(TenantId tenant, BlobId id) => Path.Combine(folder, tenant.Text, id.Text[..2], id.Text);

    private static OmniSageException Unavailable(Exception fault) =>
        new(ErrorCodes.StorageUnavailable, "The blob store did not answer.", retryable: true, fault);
}
