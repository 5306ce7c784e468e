using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Approvals;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Telemetry;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Telemetry;

/// <summary>What every database must say of its size and of what waits in it, over all tenants.</summary>
public abstract class FigureSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageFigures Figures => storage.Get<StorageFigures>();

    [Fact]
    public async Task Backlog_IsCountedOverAllTenants()
    {
        var before = await Figures.BacklogAsync(Cancellation);
        Assert.Equal((0, null), (before.Approvals, before.OldestApprovalUs));
        Assert.All(before.Runs.Values, count => Assert.Equal(0, count));

        foreach (var createdUs in new long[] { 70, 50 })
        {
            var tenant = storage.NewTenant();
            var open = Approval(tenant, ApprovalStatus.Open, createdUs);
            await storage.Queue.CommitAsync(new UnitOfWork(tenant)
                .Change(TenantRows.Upsert(tenant, "name", DateTimeOffset.UnixEpoch))
                .Change(RunRows.Upsert(Run(tenant, RunStatus.Running)))
                .Change(RunRows.Upsert(Run(tenant, RunStatus.Parked)))
                .Change(RunRows.Upsert(Run(tenant, RunStatus.Parked)))
                .Change(RunRows.Upsert(Run(tenant, RunStatus.Completed) with { EndedUs = 9 }))
                .Change(ApprovalRows.Upsert(open))
                .Change(ApprovalRows.Upsert(Approval(tenant, ApprovalStatus.Denied, createdUs: 1))));
        }

        var backlog = await Figures.BacklogAsync(Cancellation);
        Assert.Equal((2, 50L), (backlog.Approvals, backlog.OldestApprovalUs));
        Assert.Equal(
            [("parked", 4), ("queued", 0), ("running", 2)],
            backlog.Runs.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public async Task Sizes_AreThere()
    {
        var (bytes, wal) = await Figures.SizeAsync(Cancellation);
        Assert.Equal(storage is not MemoryFixture, bytes > 0);
        Assert.True(wal >= 0);
        Assert.Equal(storage is not MemoryFixture, Figures.FreeBytes() > 0);
    }

    private RunSummary Run(TenantId tenant, RunStatus status) => new()
    {
        Id = new(tenant, storage.Ids.Next()),
        Workspace = storage.Ids.Next(),
        Thread = storage.Ids.Next(),
        Kind = RunKind.Turn,
        Status = status,
        Title = "title",
        CreatedUs = 1,
        UpdatedUs = 2,
    };

    private ApprovalSummary Approval(TenantId tenant, ApprovalStatus status, long createdUs) => new()
    {
        Id = new(tenant, storage.Ids.Next()),
        Workspace = storage.Ids.Next(),
        Thread = storage.Ids.Next(),
        Run = storage.Ids.Next(),
        Status = status,
        Tool = "tool",
        Target = "target",
        Hash = new string('1', 64),
        CreatedUs = createdUs,
        ExpiresUs = 1_000,
        UpdatedUs = createdUs,
    };
}
