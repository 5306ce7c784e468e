using OmniSage.Storage.Journals;

namespace OmniSage.Grains.Journals;

/// <summary>A journal of any state, as a draft sees it.</summary>
internal interface IJournal
{
    JournalId Id { get; }

    JournalHead Head { get; }

    int SnapshotSchema { get; }

    void Stage(JournalHead after, EventPayload payload, EventFacts facts);

    byte[] Snapshot();

    /// <summary>Takes what was staged for true, or forgets it.</summary>
    void Settle(bool isDurable);
}
