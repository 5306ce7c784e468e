using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Coordinators;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Parts;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

/// <summary>What every database must do with the rows beside the log.</summary>
public abstract class ListSuite(StorageFixture storage)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    private int later;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IHistory History => storage.Get<IHistory>();

    [Fact]
    public async Task Threads_ReadInPages_ComeNewestFirstAndOnce()
    {
        var (tenant, workspace) = (storage.NewTenant(), storage.Ids.Next());
        var threads = Enumerable.Range(0, 7)
            .Select(number => Thread(tenant, workspace, $"thread {number} \0 \ud800")).ToList();
        var unit = new UnitOfWork(tenant).Change(ThreadRows.Upsert(Thread(tenant, storage.Ids.Next(), "elsewhere")));
        foreach (var thread in threads) unit.Change(ThreadRows.Upsert(thread));
        await storage.Queue.CommitAsync(unit);

        var seen = new List<ThreadSummary>();
        string? cursor = null;
        do
        {
            var page = await History.ListThreadsAsync(tenant, workspace, cursor, 3, Cancellation);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(threads.Select(thread => thread.Id).Reverse(), seen.Select(thread => thread.Id));
        Assert.Equal("thread 0 \ufffd \ufffd", seen[^1].Title);
        Assert.Equal(seen[0], await History.FindThreadAsync(seen[0].Id, Cancellation));
        Assert.Null(await History.FindThreadAsync(new(storage.NewTenant(), seen[0].Id.Value), Cancellation));
    }

    [Fact]
    public async Task Threads_WhoseIdsTheirClientsChose_AreListedByTime()
    {
        var (tenant, workspace) = (storage.NewTenant(), storage.Ids.Next());
        var random = new Random(7);
        var threads = Enumerable.Range(0, 20).Select(number => Thread(tenant, workspace, "t") with
        {
            Id = new(tenant, new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))])),
            CreatedUs = number / 2,
        }).ToList();
        var unit = new UnitOfWork(tenant);
        foreach (var thread in threads) unit.Change(ThreadRows.Upsert(thread));
        await storage.Queue.CommitAsync(unit);

        var seen = new List<ThreadSummary>();
        for (string? cursor = null; cursor is not null || seen.Count == 0;)
        {
            var page = await History.ListThreadsAsync(tenant, workspace, cursor, 3, Cancellation);
            seen.AddRange(page.Items);
            if ((cursor = page.Next) is null) break;
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(number => (19L - number) / 2), seen.Select(one => one.CreatedUs));
        Assert.Equal(20, seen.DistinctBy(one => one.Id).Count());
    }

    [Fact]
    public async Task Threads_CursorOfNoList_IsRefused() => Assert.Equal(
        ErrorCodes.InvalidArgument,
        (await Assert.ThrowsAsync<OmniSageException>(() =>
            History.ListThreadsAsync(storage.NewTenant(), Guid.Empty, "' OR 1=1", 3, Cancellation))).Code);

    [Fact]
    public async Task Runs_Filtered_AreThoseAskedFor()
    {
        var (tenant, workspace) = (storage.NewTenant(), storage.Ids.Next());
        var (thread, other) = (storage.Ids.Next(), storage.Ids.Next());
        var turn = Run(tenant, workspace, thread);
        var task = Run(tenant, workspace, thread) with
        {
            Parent = turn.Id.Value,
            Kind = RunKind.Task,
            Task = storage.Ids.Next(),
        };
        var done = Run(tenant, workspace, other) with { Status = RunStatus.Completed, EndedUs = 9, ClosedSeq = 3 };
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(RunRows.Upsert(turn)).Change(RunRows.Upsert(task)).Change(RunRows.Upsert(done)));

        async Task<RunSummary[]> ListAsync(RunFilter filter) =>
            [.. (await History.ListRunsAsync(tenant, workspace, filter, null, 10, Cancellation)).Items];
        Assert.Equal([done, task, turn], await ListAsync(new()));
        Assert.Equal([task, turn], await ListAsync(new(Thread: thread)));
        Assert.Equal([task], await ListAsync(new(Parent: turn.Id.Value)));
        Assert.Equal([done], await ListAsync(new(Status: RunStatus.Completed)));
        Assert.Equal(done, await History.FindRunAsync(done.Id, Cancellation));
    }

    [Fact]
    public async Task UnfinishedTasks_AreAllFound_HoweverMany()
    {
        var (tenant, workspace, thread) = (storage.NewTenant(), storage.Ids.Next(), storage.Ids.Next());
        RunSummary Task(TenantId of) => Run(of, workspace, thread) with
        {
            Kind = RunKind.Task, Task = storage.Ids.Next(),
        };
        var tasks = Enumerable.Range(0, (2 * UnfinishedRuns.PageMax) + 1).Select(_ => Task(tenant)).ToArray();
        var ended = Task(tenant) with { Status = RunStatus.Failed, EndedUs = 9 };
        var unit = new UnitOfWork(tenant)
            .Change(RunRows.Upsert(ended)).Change(RunRows.Upsert(Run(tenant, workspace, thread)));
        foreach (var task in tasks) unit.Change(RunRows.Upsert(task));
        await storage.Queue.CommitAsync(unit);
        var other = storage.NewTenant();
        await storage.Queue.CommitAsync(new UnitOfWork(other).Change(RunRows.Upsert(Task(other))));

        var found = await storage.Get<UnfinishedRuns>().TasksAsync(tenant, Cancellation);
        Assert.Equal(tasks.Select(task => task.Task!.Value).Order(), found.Keys.Order());
        Assert.All(found.Values, status => Assert.Equal(tasks[0].Status, status));
    }

    [Fact]
    public async Task Thread_OfAnAgent_IsShownWithIt_AndSoAreItsRuns()
    {
        var (tenant, workspace, agent) = (storage.NewTenant(), storage.Ids.Next(), storage.Ids.Next());
        var (its, nobodys) = (Thread(tenant, workspace, "its"), Thread(tenant, workspace, "nobody's"));
        var run = Run(tenant, workspace, its.Id.Value);
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(ThreadRows.Upsert(its)).Change(ThreadAgentRows.Insert(its.Id, agent))
            .Change(ThreadRows.Upsert(nobodys)).Change(RunRows.Upsert(run)));
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(ThreadAgentRows.Insert(its.Id, storage.Ids.Next())));

        var listed = await History.ListThreadsAsync(tenant, workspace, cursor: null, 9, Cancellation);
        Assert.Equal([null, agent], listed.Items.Select(thread => thread.Agent));
        Assert.Equal(run with { Agent = agent }, await History.FindRunAsync(run.Id, Cancellation));
    }

    [Fact]
    public async Task Run_ClosedThenWrittenByItsOwner_StaysClosed()
    {
        var run = Run(storage.NewTenant(), storage.Ids.Next(), storage.Ids.Next());
        await storage.Queue.CommitAsync(
            new UnitOfWork(run.Id.Tenant).Change(RunRows.Upsert(run)).Change(RunRows.Close(run.Id, 7)));
        await storage.Queue.CommitAsync(
            new UnitOfWork(run.Id.Tenant).Change(RunRows.Upsert(run with { UpdatedUs = 99 })));
        Assert.Equal(run with { UpdatedUs = 99, ClosedSeq = 7 }, await History.FindRunAsync(run.Id, Cancellation));
    }

    [Fact]
    public async Task Leases_ExpiredOrOfAnotherStart_AreFoundInTheirShardOnly()
    {
        var (mine, earlier, tenant) = (storage.Ids.Next(), storage.Ids.Next(), storage.NewTenant());
        var runs = Enumerable.Range(0, 4).Select(_ => new RunId(tenant, storage.Ids.Next())).ToArray();
        await storage.Queue.CommitAsync(new UnitOfWork(tenant)
            .Change(LeaseRows.Set(runs[0], "coordinator", "key 0", mine, Now.AddSeconds(30)))
            .Change(LeaseRows.Set(runs[1], "executor", "key 1", mine, Now))
            .Change(LeaseRows.Set(runs[2], "executor", "key 2", earlier, Now.AddSeconds(30)))
            .Change(LeaseRows.Set(runs[3], "executor", "key 3", mine, Now))
            .Change(LeaseRows.Drop(runs[3])));

        async Task<IEnumerable<string>> ExpiredAsync(Guid[]? alive, int shards)
        {
            var found = new List<ExpiredLease>();
            for (var shard = 0; shard < shards; shard++)
            {
                found.AddRange(
                    await storage.Get<LeaseStore>().ExpiredAsync(alive, Now, new(shard, shards), 100, Cancellation));
            }

            return found.Where(lease => lease.Run.Tenant == tenant).Select(lease => lease.OwnerKey).Order();
        }

        Assert.Equal(["key 1"], await ExpiredAsync(null, 1));
        Assert.Equal(["key 1", "key 2"], await ExpiredAsync([mine], 7));
        Assert.Equal(["key 0", "key 1", "key 2"], await ExpiredAsync([], 256));
        await storage.Get<LeaseStore>().RenewAsync(runs, mine, Now.AddSeconds(60));
        Assert.Equal(["key 2"], await ExpiredAsync([mine], 1));
    }

    [Fact]
    public async Task ClientMessage_Repeated_IsFoundAndRefusesItsUnit()
    {
        var thread = new ThreadId(storage.NewTenant(), storage.Ids.Next());
        var (message, run) = (storage.Ids.Next(), new RunId(thread.Tenant, storage.Ids.Next()));
        const string clientId = "any \0 text \ud83d\ude00";
        var insert = ClientMessageRows.Insert(thread, clientId, message, run);
        await storage.Queue.CommitAsync(new UnitOfWork(thread.Tenant).Change(insert));

        var messages = storage.Get<ClientMessages>();
        Assert.Equal((message, run), await messages.FindAsync(thread, clientId, Cancellation));
        Assert.Null(await messages.FindAsync(thread, "any ", Cancellation));
        var head = JournalHead.Empty(new(thread.Tenant, JournalKind.Thread, thread.Value));
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => storage.AppendAsync(head, 1, insert));
        Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
        Assert.Equal(0, (await storage.Journals.OpenAsync(head.Journal, Cancellation)).Head.Seq);
    }

    [Fact]
    public async Task Part_StoredTwice_ComesBackByteForByte()
    {
        var tenant = storage.NewTenant();
        byte[] content = [0, 1, 255, 0];
        var hash = System.Security.Cryptography.SHA256.HashData(content);
        var unit = new UnitOfWork(tenant);
        unit.Change(PartRows.InsertIfMissing(tenant, hash, content));
        unit.Change(PartRows.InsertIfMissing(tenant, hash, content));
        await storage.Queue.CommitAsync(unit);
        Assert.Equal(content, await storage.Get<PartStore>().FindAsync(tenant, hash, Cancellation));
        Assert.Null(await storage.Get<PartStore>().FindAsync(storage.NewTenant(), hash, Cancellation));
    }

    /// <summary>Ids of one millisecond have no order among themselves.</summary>
    private Guid Later() => Guid.CreateVersion7(Now.AddMilliseconds(Interlocked.Increment(ref later)));

    private ThreadSummary Thread(TenantId tenant, Guid workspace, string title) => new()
    {
        Id = new(tenant, Later()),
        Workspace = workspace,
        Title = title,
        Mode = QueueMode.Collect,
        CreatedBy = storage.Ids.Next(),
        CreatedUs = 5,
        UpdatedUs = 6,
    };

    private RunSummary Run(TenantId tenant, Guid workspace, Guid thread) => new()
    {
        Id = new(tenant, Later()),
        Workspace = workspace,
        Thread = thread,
        Kind = RunKind.Turn,
        Status = RunStatus.Running,
        Title = "a run",
        CreatedUs = 5,
        UpdatedUs = 6,
    };
}
