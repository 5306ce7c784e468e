using OmniSage.Storage.Journals;

namespace OmniSage.Grains.Journals;

/// <summary>
/// One journal as its one writer holds it: what is durable (<see cref="State"/>), and, while a <see cref="Draft"/> is
/// made, what would be (<see cref="Next"/>). Nobody sees in <see cref="State"/> what is not on disk.
/// </summary>
internal sealed class Journal<TState>(JournalHead head, TState state) : IJournal
    where TState : class, IFold<TState>
{
    private JournalHead? nextHead;
    private TState? next;

    /// <summary>A journal that was never written: its id is new.</summary>
    public static Journal<TState> New(JournalId id) => new(JournalHead.Empty(id), TState.Empty);

    public JournalId Id => head.Journal;

    public TState State => state;

    /// <summary>The state with what the open draft appends.</summary>
    public TState Next => next ?? state;

    /// <summary>The position of the last event with what the open draft appends.</summary>
    public long NextSeq => (nextHead ?? head).Seq;

    JournalHead IJournal.Head => nextHead ?? head;

    int IJournal.SnapshotSchema => TState.SnapshotSchema;

    void IJournal.Stage(JournalHead after, EventPayload payload, EventFacts facts)
    {
        next = Next.Apply(payload, facts);
        nextHead = after;
    }

    byte[] IJournal.Snapshot() => StateJson.Write(Next);

    void IJournal.Settle(bool isDurable)
    {
        if (isDurable)
        {
            head = nextHead ?? head;
            state = Next;
        }

        nextHead = null;
        next = null;
    }
}
