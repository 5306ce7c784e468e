namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// The next events of a thread and of all its runs and tasks: each journal in its own order, merged by time.
/// <see cref="Cursors"/>[i] resumes exactly behind <see cref="Events"/>[i].
/// </summary>
public sealed record FeedPage(ImmutableArray<StoredEvent> Events, ImmutableArray<FeedCursor> Cursors, bool More);
