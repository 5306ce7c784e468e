using System.Globalization;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Blobs;

/// <summary>
/// Blobs as files <c>blobs/TENANT/AA/SHA-256</c> of the data folder. A file appears complete or not at all: it is
/// written beside its place, forced to disk, renamed, and its folder forced to disk. A file's time is when it was last
/// put or renewed. Files are written and removed on one lane.
/// </summary>
internal sealed class FileBlobStore(StorageOptions options, TimeProvider time) : IBlobStore, IDisposable
{
    private const string PartEnding = ".part";

    private readonly string folder = Path.Combine(options.DataFolder, "blobs");
    private readonly Lazy<WriteLane> lane = new(() => WriteLane.Thread("omnisage-blobs"));

    public Task<BlobId> PutAsync(TenantId tenant, ReadOnlyMemory<byte> content)
    {
        BlobLimits.Require(content.Length, BlobLimits.BytesMax);
        var id = BlobId.Of(content.Span);
        var path = PathOf(tenant, id);
        return OnLaneAsync(() =>
        {
            if (!HasRenewed(path)) Write(path, content);
            return id;
        });
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

    public Task<BlobHead?> RenewAsync(TenantId tenant, BlobId blob, int headBytesMax)
    {
        var path = PathOf(tenant, blob);
        return OnLaneAsync(() =>
        {
            if (!HasRenewed(path)) return null;
            using var file = File.OpenRead(path);
            var head = new byte[Math.Min(file.Length, headBytesMax)];
            file.ReadExactly(head);
            return new BlobHead(head, file.Length);
        });
    }

    public Task<ImmutableArray<BlobId>> ListAsync(TenantId tenant, int shelf, DateTimeOffset before) =>
        OnLaneAsync(() =>
        {
            var files = new DirectoryInfo(Path.Combine(
                folder, tenant.Text, shelf.ToString("x2", CultureInfo.InvariantCulture)));
            if (!files.Exists) return ImmutableArray<BlobId>.Empty;
            var old = files.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime).ToList();
            // What a process left that died while it wrote.
            foreach (var part in old.Where(file => file.Extension == PartEnding)) part.Delete();
            return
            [
                .. old.Select(file => file.Name)
                    .Where(BlobId.IsId)
                    .Order(StringComparer.Ordinal)
                    .Select(BlobId.Parse),
            ];
        });

    public Task<bool> RemoveAsync(TenantId tenant, BlobId blob, DateTimeOffset before)
    {
        var path = PathOf(tenant, blob);
        return OnLaneAsync(() =>
        {
            var isOld = File.Exists(path) && File.GetLastWriteTimeUtc(path) < before.UtcDateTime;
            if (isOld) File.Delete(path);
            return isOld;
        });
    }

    public void Dispose()
    {
        if (lane.IsValueCreated) lane.Value.Dispose();
    }

    private Task<T> OnLaneAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lane.Value.Post(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                done.SetException(Unavailable(fault));
            }
            catch (Exception fault)
            {
                // Whatever it was belongs to whoever asked, not to the lane.
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    private bool HasRenewed(string path)
    {
        if (!File.Exists(path)) return false;
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        return true;
    }

    private void Write(string path, ReadOnlyMemory<byte> content)
    {
        var part = path + PartEnding;
        var parent = Path.GetDirectoryName(path)!;
        DurableFolder.Create(parent);
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content.Span);
            file.Flush(flushToDisk: true);
        }

        File.SetLastWriteTimeUtc(part, time.GetUtcNow().UtcDateTime);
        File.Move(part, path, overwrite: true);
        DurableFolder.Flush(parent);
    }

    private string PathOf(TenantId tenant, BlobId id) => Path.Combine(folder, tenant.Text, id.Text[..2], id.Text);

    private static OmniSageException Unavailable(Exception fault) =>
        new(ErrorCodes.StorageUnavailable, "The blob store did not answer.", retryable: true, fault);
}
