using OmniSage.Storage.Blobs;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Artifacts;

/// <summary>What nothing needs goes by itself while the silo runs; what a run that waits needs does not.</summary>
public sealed class SweepKeeperTests
{
    [Fact]
    public async Task Sweeps_ComeByThemselves()
    {
        await using var agent = await Agent.StartAsync(options => options.ApprovalTimeMax = TimeSpan.FromDays(60));
        var tenant = agent.Id.Tenant;
        await agent.Service<WriteQueue>().CommitAsync(
            new UnitOfWork(tenant).Change(TenantRows.Upsert(tenant, "name", agent.Time.GetUtcNow())));
        var publisher = await Publisher.OfAsync(agent);
        var blobs = agent.Service<IBlobStore>();
        var free = await blobs.PutAsync(tenant, "free"u8.ToArray());
        await publisher.PutAsync("used", "used");
        var task = await publisher.DelegateAsync(Publisher.Write("d.txt", "one"), Publisher.Publish("d.txt"));
        var (approval, request) = await publisher.AskedAsync(task);
        var kept = (await agent.EventsAsync<ToolCompleted>(task))[0].Workspace!;
        // A round looks at a part of what there is; many pass in this time.
        await agent.Cluster.PassAsync(TimeSpan.FromDays(40), step: TimeSpan.FromHours(12));
        Assert.False(await HasAsync(free.Text));
        Assert.True(await HasAsync(kept));
        Assert.Equal("used", await publisher.ContentAsync("used"));
        await approval.DecideAsync(Approvals.Asked.Allow(request));
        await publisher.EndAsync(task);
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));
        await agent.Cluster.PassAsync(TimeSpan.FromDays(8), step: TimeSpan.FromHours(12));
        Assert.False(await HasAsync(kept));
        Assert.Equal("one", await publisher.ContentAsync("d.txt"));

        async Task<bool> HasAsync(string sha256) =>
            await blobs.FindAsync(tenant, BlobId.Parse(sha256), 1 << 20, CancellationToken.None) is not null;
    }
}
