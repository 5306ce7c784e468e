using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Sweeps;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Sweeps;

/// <summary>What a sweep takes and what it leaves, on every database.</summary>
public abstract class SweepSuite(StorageFixture storage)
{
    private static readonly TimeSpan BlobTime = new BlobOptions().KeepFor;
    private static readonly TimeSpan ArtifactTime = new ArtifactOptions().KeepFor;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_ThatNothingRefersTo_GoesAfterItsTime_AndNotBefore()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var blob = await store.PutAsync();
        store.Clock.Advance(BlobTime);
        Assert.Equal(default, await store.SweepAsync());
        Assert.True(await store.HasAsync(blob));
        store.Clock.Advance(Moment);
        Assert.Equal(new(0, 1), await store.SweepAsync());
        Assert.False(await store.HasAsync(blob));
        Assert.Equal(default, await store.SweepAsync());
    }

    [Fact]
    public async Task Blob_PutAgainOrRenewed_IsAsNew()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var (tenant, content) = (store.Kept.Tenant, new byte[] { 1, 2, 3 });
        var put = await store.Blobs.PutAsync(tenant, content);
        var renewed = await store.PutAsync();
        store.Clock.Advance(BlobTime + Moment);
        await store.Blobs.PutAsync(tenant, content);
        Assert.Equal(2, (await store.Blobs.RenewAsync(tenant, renewed, headBytesMax: 1))!.Total);
        Assert.Null(await store.Blobs.RenewAsync(tenant, BlobId.Of([9, 9, 9]), headBytesMax: 1));
        Assert.Equal(default, await store.SweepAsync());
        Assert.True(await store.HasAsync(put) && await store.HasAsync(renewed));
        store.Clock.Advance(BlobTime + Moment);
        Assert.Equal(new(0, 2), await store.SweepAsync());
    }

    /// <summary>It was found old and free; then somebody put it again, before it was removed.</summary>
    [Fact]
    public async Task Blob_PutBetweenTheLookAndTheRemoval_Stays()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var tenant = store.Kept.Tenant;
        var content = new byte[] { 1, 2, 3 };
        var blob = await store.Blobs.PutAsync(tenant, content);
        store.Clock.Advance(BlobTime + Moment);
        var before = store.Clock.GetUtcNow() - BlobTime;
        Assert.Equal([blob], await store.Blobs.ListAsync(tenant, Convert.FromHexString(blob.Text)[0], before));
        await store.Blobs.PutAsync(tenant, content);
        Assert.False(await store.Blobs.RemoveAsync(tenant, blob, before));
        Assert.True(await store.HasAsync(blob));
    }

    [Fact]
    public async Task Blob_ThatSomethingRefersTo_StaysUntilThatIsGone()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var (kept, run) = (store.Kept, new RunId(store.Kept.Tenant, storage.Ids.Next()));
        var (ofArtifact, ofFile, ofRun) = (await store.PutAsync(), await store.PutAsync(), await store.PutAsync());
        var artifact = kept.Artifact(ofArtifact.Text, at: store.Clock.GetUtcNow() + BlobTime);
        await kept.KeepAsync(artifact);
        await kept.PublishAsync(kept.File("a", ofFile.Text));
        await kept.WriteAsync(RunWorkspaceRows.Set(run, new('0', 64)));
        await kept.WriteAsync(RunWorkspaceRows.Set(run, ofRun.Text));
        store.Clock.Advance(BlobTime + Moment);
        Assert.Equal(default, await store.SweepAsync());
        await kept.WriteAsync(
            ArtifactRows.Drop(kept.Tenant, artifact.Id),
            WorkspaceFileRows.Remove(kept.Workspace, "a"),
            RunWorkspaceRows.Drop(run));
        Assert.Equal(new(0, 3), await store.SweepAsync());
    }

    [Fact]
    public async Task Payload_OverItsBound_StaysUntilItIsErased()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var head = JournalHead.Empty(new(store.Kept.Tenant, JournalKind.Run, storage.Ids.Next()));
        (var large, head) = HashChain.Seal(head, storage.Event(new('x', 40_000)), storage.Salts);
        await store.Get<WriteQueue>().CommitAsync(new UnitOfWork(head.Journal.Tenant).Append(large));
        var blob = BlobId.Parse(large.Blob!);
        store.Clock.Advance(BlobTime + Moment);
        Assert.Equal(default, await store.SweepAsync());
        Assert.True(await store.HasAsync(blob));
        await storage.EraseAsync(head, 1, store.Get<WriteQueue>());
        Assert.Equal(new(0, 1), await store.SweepAsync());
        Assert.False(await store.HasAsync(blob));
        Assert.Null(await store.Get<JournalVerifier>().VerifyAsync(head.Journal, Cancellation));
    }

    [Fact]
    public async Task Artifact_ThatNoFileIs_GoesAfterItsTime_AndItsBlobWithIt()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var kept = store.Kept;
        var (free, published) = (await store.PutAsync(), await store.PutAsync());
        var now = store.Clock.GetUtcNow();
        await kept.KeepAsync(kept.Artifact(free.Text, at: now));
        var ofFile = await kept.KeepAsync(kept.Artifact(published.Text, at: now));
        await kept.PublishAsync(kept.File("a", published.Text, ofFile.Id));
        store.Clock.Advance(ArtifactTime);
        Assert.Equal(default, await store.SweepAsync());
        store.Clock.Advance(Moment);
        Assert.Equal(new(1, 1), await store.SweepAsync());
        Assert.True(await store.HasAsync(published));
        await kept.PublishAsync(kept.File("a", (await store.PutAsync()).Text), published.Text);
        Assert.Equal(new(1, 1), await store.SweepAsync());
    }

    [Fact]
    public async Task Artifact_OfARunThatHasNotEnded_Stays()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var kept = store.Kept;
        var blob = await store.PutAsync();
        var run = new RunSummary
        {
            Id = new(kept.Tenant, storage.Ids.Next()),
            Workspace = kept.Workspace.Value,
            Thread = storage.Ids.Next(),
            Kind = RunKind.Task,
            Status = RunStatus.Parked,
            Title = "title",
            CreatedUs = 1,
            UpdatedUs = 1,
        };
        await kept.WriteAsync(RunRows.Upsert(run));
        await kept.KeepAsync(kept.Artifact(blob.Text, run.Id.Value, store.Clock.GetUtcNow()));
        store.Clock.Advance(ArtifactTime + Moment);
        Assert.Equal(default, await store.SweepAsync());
        await kept.WriteAsync(RunRows.Upsert(run with { Status = RunStatus.Completed, EndedUs = 2 }));
        Assert.Equal(new(1, 1), await store.SweepAsync());
    }

    [Fact]
    public async Task Rounds_AreBounded_AndReachEveryTenant()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        var tenants = Enumerable.Range(0, 3).Select(_ => storage.NewTenant()).ToList();
        foreach (var tenant in tenants)
        {
            await store.Get<WriteQueue>().CommitAsync(
                new UnitOfWork(tenant).Change(TenantRows.Upsert(tenant, "name", DateTimeOffset.UnixEpoch)));
        }

        var blobs = new List<BlobId>();
        foreach (var tenant in tenants) blobs.Add(await store.PutAsync(tenant));
        store.Clock.Advance(BlobTime + Moment);
        var sweep = store.Sweep(looksMax: IBlobStore.Shelves / 2);
        var removed = new List<int>();
        // Each tenant has twice as many shelves as one round looks at, so that a round meets two of them at the most.
        for (var round = 0; round < 7; round++) removed.Add((await sweep.RoundAsync(Cancellation)).Blobs);
        Assert.All(removed, count => Assert.InRange(count, 0, 2));
        Assert.Equal(3, removed.Sum());
        foreach (var (blob, tenant) in blobs.Zip(tenants)) Assert.False(await store.HasAsync(blob, tenant));
        // And begins anew behind the last.
        var late = await store.PutAsync(tenants[0]);
        store.Clock.Advance(BlobTime + Moment);
        for (var round = 0; round < 7; round++) await sweep.RoundAsync(Cancellation);
        Assert.False(await store.HasAsync(late, tenants[0]));
    }

    [Fact]
    public async Task TwoSweeps_AtOnce_TakeEachThingOnce()
    {
        await using var store = await SweptStore.OpenAsync(storage);
        for (var number = 0; number < Sweep.PageMax + 20; number++) await store.PutAsync();
        var blob = await store.PutAsync();
        await store.Kept.KeepAsync(store.Kept.Artifact(blob.Text, at: store.Clock.GetUtcNow()));
        store.Clock.Advance(ArtifactTime + Moment);
        var other = store.Sweep(Sweep.LooksMax);
        var swept = await Task.WhenAll(store.SweepAsync(), other.OfAsync(store.Kept.Tenant, Cancellation));
        Assert.Equal(Sweep.PageMax + 21, swept.Sum(one => one.Blobs));
        Assert.Empty(await store.Get<GrainInterfaces.Artifacts.IArtifacts>().ListAsync(
            store.Kept.Tenant, store.Kept.Workspace.Value, null, null, 9, Cancellation));
    }
}
