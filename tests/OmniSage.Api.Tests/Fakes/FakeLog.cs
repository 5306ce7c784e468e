namespace OmniSage.Api.Tests.Fakes;

/// <summary>The log in memory: events in the order of their commits.</summary>
internal sealed class FakeLog
{
    private readonly Lock gate = new();
    private readonly List<StoredEvent> events = [];
    /// <summary>When set, what is committed does not reach the stream.</summary>
    public bool LosesLive { get; set; }

    /// <summary>When set, the stream says everything twice.</summary>
    public bool RepeatsLive { get; set; }

    /// <summary>Where committed events go out; set by the host.</summary>
    public Func<StoredEvent, Task> Publish { get; set; } = _ => Task.CompletedTask;

    public ImmutableArray<StoredEvent> All
    {
        get
        {
            lock (gate) return [.. events];
        }
    }

    /// <summary>Commits events of one unit of work, then publishes them in that order.</summary>
    public void Commit(ThreadId thread, Guid workspace, params (JournalId Journal, EventPayload Payload)[] unit)
    {
        lock (gate)
        {
            foreach (var (journal, payload) in unit)
            {
                var recorded = Append(thread, workspace, journal, payload);
                if (LosesLive) continue;
                _ = Publish(recorded);
                if (RepeatsLive) _ = Publish(recorded);
            }
        }
    }

    private StoredEvent Append(ThreadId thread, Guid workspace, JournalId journal, EventPayload payload)
    {
        var (type, schema) = EventTypes.Describe(payload);
        var recorded = new StoredEvent
        {
            Id = Guid.CreateVersion7(),
            Journal = journal,
            Seq = events.Count(known => known.Journal == journal) + 1,
            Type = type,
            Schema = schema,
            AtUs = 1_700_000_000_000_000 + 1000 * events.Count,
            Workspace = workspace,
            Thread = thread.Value,
            Actor = "system",
            Labels = Labels.System,
            Header = default,
            Payload = EventTypes.Write(payload),
        };
        events.Add(recorded);
        return recorded;
    }
}
