using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Coordinators;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Coordinators;

/// <summary>What every database must do with pictures of messages.</summary>
public abstract class MessageImageSuite(StorageFixture storage)
{
    private static readonly string Hash = new('a', 64);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Picture_IsOfItsThreadAlone_AndKeptOnce()
    {
        var thread = new ThreadId(storage.NewTenant(), storage.Ids.Next());
        await KeepAsync(thread, [1, 2, 3]);
        await KeepAsync(thread, [4]);

        var found = await FindAsync(thread, Hash);
        Assert.Equal("image/png", found!.Value.MediaType);
        Assert.Equal([1, 2, 3], found.Value.Content);
        Assert.Null(await FindAsync(thread, new('b', 64)));
        Assert.Null(await FindAsync(thread with { Value = storage.Ids.Next() }, Hash));
        Assert.Null(await FindAsync(thread with { Tenant = storage.NewTenant() }, Hash));
    }

    private Task<(string MediaType, byte[] Content)?> FindAsync(ThreadId thread, string sha256) =>
        storage.Get<IMessageImages>().FindAsync(thread, sha256, Cancellation);

    private async Task KeepAsync(ThreadId thread, byte[] content)
    {
        var unit = new UnitOfWork(thread.Tenant);
        unit.Change(MessageImageRows.InsertIfMissing(thread, Hash, "image/png", content));
        await storage.Get<WriteQueue>().CommitAsync(unit);
    }
}
