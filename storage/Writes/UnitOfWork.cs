using OmniSage.Storage.Journals;

namespace OmniSage.Storage.Writes;

/// <summary>
/// What one grain wants durable at once: events appended to one or more of its journals, and changes of rows.
/// All of it becomes durable, or nothing.
/// </summary>
public sealed class UnitOfWork(TenantId tenant)
{
    private readonly List<RowChange> changes = [];
    private readonly Dictionary<JournalId, SealedEvent> last = [];
    private List<SealedEvent>? large;

    public TenantId Tenant { get; } = tenant;

    internal IReadOnlyList<RowChange> Changes => changes;

    /// <summary>Events whose payloads must be blobs before the unit is written.</summary>
    internal IReadOnlyList<SealedEvent> Large => large is null ? [] : large;

    /// <summary>About the bytes it will write, by which batches are bounded.</summary>
    internal int Bytes { get; private set; }

    public UnitOfWork Append(SealedEvent @event)
    {
        var journal = @event.Event.Journal;
        var follows = last.TryGetValue(journal, out var before);
        if (follows && !@event.PreviousHashBytes.AsSpan().SequenceEqual(before!.HashBytes))
        {
            throw new ArgumentException("The event does not follow the one before it.", nameof(@event));
        }

        if (@event.Blob is not null) (large ??= []).Add(@event);
        last[journal] = @event;
        return Change(EventRows.Insert(@event, isFirst: !follows));
    }

    public UnitOfWork Change(RowChange change)
    {
        if (change.Tenant != Tenant) throw new ArgumentException("The row belongs to another tenant.", nameof(change));
        changes.Add(change);
        Bytes += change.Bytes;
        return this;
    }
}
