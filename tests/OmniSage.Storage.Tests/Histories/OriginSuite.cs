using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Events;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

/// <summary>What every database must find for people who ask what a wish was made of, and what came of it.</summary>
public abstract class OriginSuite(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IOrigins Origins => storage.Get<IOrigins>();

    [Fact]
    public async Task Sources_AreFoundInTheirThread_EachWithTheWishForIt()
    {
        var thread = new ThreadId(storage.NewTenant(), storage.Ids.Next());
        var run = await WriteAsync(
            thread,
            new ToolRequested(2, new("c", "web.fetch", """{"url":"https://a.example/"}"""), 1),
            new ToolCompleted(2, 1, "c", "{}", null),
            new ToolRequested(4, new("c", "files.read", """{"path":"b"}"""), 1),
            new ToolFailed(4, 1, "c", "x", "X.", Retryable: false),
            new Note("text"));
        var other = await WriteAsync(new(thread.Tenant, storage.Ids.Next()), new Note("of another thread"));

        var found = await Origins.FindAsync(
            thread, [other.Events[0], run.Events[4], run.Events[3], run.Events[1], storage.Ids.Next()], Cancellation);

        // Ids that are made in one moment have no order of their own.
        Assert.Equal(
            new Dictionary<Guid, Guid?>
            {
                [run.Events[1]] = run.Events[0], [run.Events[3]] = run.Events[2], [run.Events[4]] = null,
            },
            found.ToDictionary(one => one.Event.Id, one => one.Wish?.Id));
        Assert.Empty(await Origins.FindAsync(thread, [], Cancellation));
        Assert.Empty(await Origins.FindAsync(
            new(storage.NewTenant(), thread.Value), [run.Events[1]], Cancellation));
    }

    [Fact]
    public async Task Sources_BeyondTheBound_AreNotLookedFor()
    {
        var thread = new ThreadId(storage.NewTenant(), storage.Ids.Next());
        var notes = Enumerable.Range(0, Labels.SourcesMax + 3).Select(number => new Note($"{number}"));
        var run = await WriteAsync(thread, [.. notes]);
        var found = await Origins.FindAsync(thread, [.. run.Events], Cancellation);
        Assert.Equal(run.Events.Order().Take(Labels.SourcesMax), found.Select(one => one.Event.Id));
    }

    [Fact]
    public async Task End_IsThatOfTheCallThatWasAskedAbout()
    {
        var thread = new ThreadId(storage.NewTenant(), storage.Ids.Next());
        var (first, second, third) = (Request("c"), Request("c"), Request("d"));
        var run = await WriteAsync(
            thread,
            new ToolCompleted(1, 1, "c", "before", null),
            new ApprovalRequested(first),
            new ApprovalRequested(second),
            new ToolFailed(3, 1, "c", "step_broke", "X.", Retryable: true),
            new ToolFailed(3, 2, "c", ToolFailed.UnknownOutcome, "X.", Retryable: false),
            new ToolCompleted(5, 1, "c", "after", null),
            new ApprovalRequested(third));

        Task<StoredEvent?> EndAsync(ApprovalRequest request) =>
            Origins.FindEndAsync(thread.Tenant, request with { Run = run.Id }, Cancellation);

        Assert.Null(await EndAsync(first));
        Assert.Equal(run.Events[4], (await EndAsync(second))?.Id);
        Assert.Null(await EndAsync(third));
        Assert.Null(await EndAsync(Request("c")));
    }

    /// <summary>A run of the thread with these events.</summary>
    private async Task<(Guid Id, List<Guid> Events)> WriteAsync(ThreadId thread, params EventPayload[] payloads)
    {
        var id = storage.Ids.Next();
        var now = Microseconds.Of(TimeProvider.System.GetUtcNow());
        var head = JournalHead.Empty(new(thread.Tenant, JournalKind.Run, id));
        var (unit, events) = (new UnitOfWork(thread.Tenant), new List<Guid>());
        foreach (var payload in payloads)
        {
            var (type, schema) = EventTypes.Describe(payload);
            (var sealedEvent, head) = HashChain.Seal(
                head,
                storage.Event(type: type) with
                {
                    Schema = schema, Thread = thread.Value, Payload = EventTypes.Write(payload),
                },
                storage.Salts);
            unit.Append(sealedEvent);
            events.Add(sealedEvent.Event.Id);
        }

        unit.Change(RunRows.Upsert(new()
        {
            Id = new(thread.Tenant, id),
            Workspace = id,
            Thread = thread.Value,
            Kind = RunKind.Task,
            Status = RunStatus.Running,
            Title = "",
            CreatedUs = now,
            UpdatedUs = now,
        }));
        await storage.Queue.CommitAsync(unit);
        return (id, events);
    }

    private ApprovalRequest Request(string call)
    {
        var act = new Act("web.fetch", 1, "{}", storage.Ids.Next().ToString("N"), 1);
        return new()
        {
            Approval = storage.Ids.Next(),
            Workspace = storage.Ids.Next(),
            Thread = storage.Ids.Next(),
            Run = storage.Ids.Next(),
            Call = call,
            Act = act,
            Hash = act.Hash(),
            Rule = "",
            Why = "",
            Of = ["owner"],
            Labels = Labels.Member,
            Title = "",
            ExpiresUs = 1,
        };
    }
}
