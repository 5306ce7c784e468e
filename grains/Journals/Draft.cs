using Microsoft.Extensions.Logging;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Journals;

/// <summary>
/// What one grain is about to make durable: events for its journals and the rows that follow from them. Appending
/// stages the journal's next state at once, so that rows can be made from it; <see cref="JournaledGrain"/> commits.
/// </summary>
internal sealed partial class Draft(JournalServices services, EventScope scope, DateTimeOffset now)
{
    /// <summary>A journal's state is stored at least once in so many events, so that activation reads few.</summary>
    public const int SnapshotEvery = 256;

    private readonly List<StoredEvent> events = [];
    private readonly List<IJournal> journals = [];
    private readonly List<(IJournal Journal, EventPayload Payload)> told = [];
    private readonly List<Action> whenDurable = [];

    public UnitOfWork Unit { get; } = new(scope.Tenant);

    public DateTimeOffset Now => now;

    /// <summary>The thread that all of it belongs to, where there is one.</summary>
    public Guid? Thread => scope.Thread;

    public IReadOnlyList<StoredEvent> Events => events;

    /// <summary>What the events say, and in which journals.</summary>
    public IReadOnlyList<(IJournal Journal, EventPayload Payload)> Told => told;

    public TState Append<TState>(Journal<TState> journal, Labels labels, params ReadOnlySpan<EventPayload> payloads)
        where TState : class, IFold<TState>
    {
        foreach (var payload in payloads) Append((IJournal)journal, labels, payload);
        return journal.Next;
    }

    /// <summary>The last event, wherever its journal is; null when there is none.</summary>
    public JournalHead? Head { get; private set; }

    /// <summary>There is nothing to make durable.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Change(RowChange change)
    {
        Unit.Change(change);
        IsEmpty = false;
    }

    /// <summary>
    /// Stores the journal's state as the draft leaves it so far; nothing is left of the state that was stored before.
    /// </summary>
    public void Snapshot(IJournal journal) => Change(JournalStore.SnapshotChange(
        journal.Id, journal.Head.Seq, journal.SnapshotSchema, journal.Snapshot()));

    /// <summary>Stages that an earlier event of the journal loses its payload for good, and says so.</summary>
    public void Erase(IJournal journal, long seq)
    {
        Append(journal, Labels.System, new PayloadErased(seq));
        Change(JournalStore.EraseChange(journal.Id, seq));
    }

    /// <summary>Has something done once the draft is durable, and never before.</summary>
    public void WhenDurable(Action action) => whenDurable.Add(action);

    /// <summary>Takes all that was staged for true, or forgets it.</summary>
    public void Settle(bool isDurable)
    {
        foreach (var journal in journals) journal.Settle(isDurable);
        if (!isDurable) return;
        foreach (var action in whenDurable) Do(action);
    }

    /// <summary>
    /// What is durable has happened: whatever follows from it and fails is left to recovery, which reads it in the log.
    /// </summary>
    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault)
        {
            LogUndone(services.Logger, fault, scope.Tenant.Text);
        }
    }

    private void Touch(IJournal journal)
    {
        if (journals.Contains(journal)) return;
        // What a draft staged that was never committed, because making it failed, is nobody's truth.
        journal.Settle(isDurable: false);
        journals.Add(journal);
    }

    private void Append(IJournal journal, Labels labels, EventPayload payload)
    {
        Touch(journal);
        var (name, schema) = EventTypes.Describe(payload);
        var (sealed_, head) = HashChain.Seal(
            journal.Head,
            new()
            {
                Id = services.Ids.Next(),
                Type = name,
                Schema = schema,
                // A microsecond apart, so that whoever merges journals by time keeps the order of one draft.
                At = now.AddMicroseconds(events.Count),
                Workspace = scope.Workspace,
                Thread = scope.Thread,
                Actor = scope.Actor,
                Labels = labels,
                Payload = EventTypes.Write(payload),
            },
            services.Salts);
        journal.Stage(head, payload, EventFacts.Of(sealed_.Event));
        Head = head;
        events.Add(sealed_.Event);
        told.Add((journal, payload));
        Unit.Append(sealed_);
        IsEmpty = false;
        if (head.Seq % SnapshotEvery == 0) Snapshot(journal);
    }

    [LoggerMessage(LogLevel.Error, "Tenant {Tenant}: what follows from a commit was not begun; recovery takes it up")]
    private static partial void LogUndone(ILogger logger, Exception fault, string tenant);
}
