using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Histories;

/// <summary>A thread with runs as a coordinator and its executors write them, driven by small numbers.</summary>
public sealed class WrittenThread
{
    private readonly StorageFixture storage;
    private readonly List<(RunSummary Run, JournalHead Head)> open = [];
    private JournalHead head;
    private long clockUs = 1_000_000;
    private int turn;

    private WrittenThread(StorageFixture storage)
    {
        this.storage = storage;
        head = storage.NewJournal(JournalKind.Thread);
        Id = new(head.Journal.Tenant, head.Journal.Value);
    }

    public ThreadId Id { get; }

    public List<Guid> Events { get; } = [];

    public static WrittenThread New(StorageFixture storage) => new(storage);

    public static async Task<WrittenThread> WriteAsync(StorageFixture storage, byte[] steps)
    {
        var thread = New(storage);
        foreach (var step in steps) await thread.StepAsync(step);
        return thread;
    }

    /// <summary>
    /// 0 starts a run, 1 says something in the thread, 2 in a run, 3 ends and closes a run, 4 turns the clock back.
    /// </summary>
    public async Task StepAsync(byte step)
    {
        clockUs += step == 4 ? -5 : turn % 2;
        turn++;
        var unit = new UnitOfWork(Id.Tenant);
        if (step == 0) Start(unit);
        else if (step == 2 && open.Count > 0) Say(unit, turn % open.Count);
        else if (step == 3 && open.Count > 0) End(unit, turn % open.Count);
        else head = Append(unit, head);
        await storage.Queue.CommitAsync(unit);
    }

    private void Start(UnitOfWork unit)
    {
        var id = storage.Ids.Next();
        var run = new RunSummary
        {
            Id = new(Id.Tenant, id),
            Workspace = id,
            Thread = Id.Value,
            Kind = RunKind.Turn,
            Status = RunStatus.Running,
            Title = "",
            CreatedUs = clockUs,
            UpdatedUs = clockUs,
        };
        head = Append(unit, head);
        open.Add((run, Append(unit, JournalHead.Empty(new(Id.Tenant, JournalKind.Run, id)))));
        unit.Change(RunRows.Upsert(run));
    }

    private void Say(UnitOfWork unit, int at) => open[at] = (open[at].Run, Append(unit, open[at].Head));

    private void End(UnitOfWork unit, int at)
    {
        Say(unit, at);
        head = Append(unit, head);
        var ended = open[at].Run with { Status = RunStatus.Completed, EndedUs = clockUs };
        unit.Change(RunRows.Upsert(ended)).Change(RunRows.Close(ended.Id, head.Seq));
        open.RemoveAt(at);
    }

    private JournalHead Append(UnitOfWork unit, JournalHead to)
    {
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(clockUs);
        var (sealedEvent, next) = HashChain.Seal(
            to, storage.Event() with { At = at, Thread = Id.Value }, storage.Salts);
        unit.Append(sealedEvent);
        Events.Add(sealedEvent.Event.Id);
        return next;
    }
}
