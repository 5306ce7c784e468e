namespace OmniSage.Storage.Journals;

/// <summary>What activation needs of a journal: its latest snapshot, the events behind it, and where it ends.</summary>
public sealed record JournalRead(JournalSnapshot? Snapshot, ImmutableArray<StoredEvent> Tail, JournalHead Head);
