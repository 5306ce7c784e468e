using OmniSage.Storage.Blobs;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Blobs;

/// <summary>Blobs as files.</summary>
public sealed class BlobTests(SqliteFixture storage) : IClassFixture<SqliteFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_StoredTwice_IsOneFileOfItsTenant()
    {
        var (tenant, other) = (storage.NewTenant(), storage.NewTenant());
        byte[] content = [1, 2, 3];
        var id = await storage.Blobs.PutAsync(tenant, content);
        Assert.Equal(id, await storage.Blobs.PutAsync(tenant, content));
        Assert.Equal(content, await storage.Blobs.FindAsync(tenant, id, 3, Cancellation));
        Assert.Null(await storage.Blobs.FindAsync(other, id, 3, Cancellation));
        var files = Directory.GetFiles(
            Path.Combine(storage.Folder, "blobs", tenant.Text), "*", SearchOption.AllDirectories);
        Assert.Equal(id.Text, Path.GetFileName(Assert.Single(files)));
    }

    /// <summary>What a process left that died while it wrote goes with time, and a foreign file is let be.</summary>
    [Fact]
    public async Task Leftovers_OfADeadWriter_AreRemovedWhenTheyAreOld()
    {
        var tenant = storage.NewTenant();
        var id = await storage.Blobs.PutAsync(tenant, new byte[] { 5 });
        var folder = Path.Combine(storage.Folder, "blobs", tenant.Text, id.Text[..2]);
        var (part, foreign) = (Path.Combine(folder, $"{id.Text}.part"), Path.Combine(folder, "notes"));
        foreach (var file in new[] { part, foreign }) await File.WriteAllTextAsync(file, "x", Cancellation);
        var written = File.GetLastWriteTimeUtc(part);
        await storage.Blobs.ListAsync(tenant, Convert.FromHexString(id.Text)[0], written);
        Assert.True(File.Exists(part));
        var listed = await storage.Blobs.ListAsync(
            tenant, Convert.FromHexString(id.Text)[0], TimeProvider.System.GetUtcNow().AddMinutes(1));
        Assert.Equal([id], listed);
        Assert.False(File.Exists(part));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task Blob_ThatCannotBeOpened_IsAStoreThatDoesNotAnswer()
    {
        var tenant = storage.NewTenant();
        var id = BlobId.Of([7]);
        Directory.CreateDirectory(Path.Combine(storage.Folder, "blobs", tenant.Text, id.Text[..2], id.Text));
        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => storage.Blobs.FindAsync(tenant, id, 99, Cancellation));
        Assert.Equal(ErrorCodes.StorageUnavailable, fault.Code);
        Assert.True(fault.Retryable);
    }

    [Fact]
    public async Task Blob_LargerThanAsked_IsRefused()
    {
        var tenant = storage.NewTenant();
        var id = await storage.Blobs.PutAsync(tenant, new byte[100]);
        var fault = await Assert.ThrowsAsync<OmniSageException>(
            () => storage.Blobs.FindAsync(tenant, id, 99, Cancellation));
        Assert.Equal(ErrorCodes.LimitReached, fault.Code);
    }

    [Fact]
    public async Task Blob_StoredByManyAtOnce_IsWhole()
    {
        var tenant = storage.NewTenant();
        var content = new byte[1 << 20];
        Random.Shared.NextBytes(content);
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => storage.Blobs.PutAsync(tenant, content)));
        Assert.Single(ids.Distinct());
        Assert.Equal(content, await storage.Blobs.FindAsync(tenant, ids[0], content.Length, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF6789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void BlobId_NotOfItsForm_IsRefused(string text) =>
        Assert.Equal(ErrorCodes.InvalidKey, Assert.Throws<OmniSageException>(() => BlobId.Parse(text)).Code);
}
