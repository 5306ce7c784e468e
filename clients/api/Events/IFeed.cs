namespace OmniSage.Api.Events;

/// <summary>What a live event is to a reader at its position.</summary>
internal enum FeedVerdict
{
    /// <summary>It comes next; the position is now behind it.</summary>
    Next,

    /// <summary>The reader has it, or it is none of this feed's.</summary>
    Seen,

    /// <summary>Something before it is missing: the journal has to be read.</summary>
    Gap,
}

/// <summary>A reader's position in a run's journal, or in a thread with all its runs.</summary>
internal interface IFeed
{
    /// <summary>The id of the last event taken, by which a client resumes.</summary>
    string Cursor { get; }

    /// <summary>Nothing can follow any more.</summary>
    bool Ended { get; }

    FeedVerdict Take(StoredEvent recorded);

    /// <summary>All that is stored behind the position, which moves along with each event.</summary>
    IAsyncEnumerable<StoredEvent> ReadAsync(IHistory history, CancellationToken cancellation);
}
