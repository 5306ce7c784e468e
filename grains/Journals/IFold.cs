namespace OmniSage.Grains.Journals;

/// <summary>A state that is nothing but the fold of a journal's events, in order, from <see cref="Empty"/>.</summary>
internal interface IFold<TSelf>
    where TSelf : class, IFold<TSelf>
{
    static abstract TSelf Empty { get; }

    /// <summary>
    /// The version of the state's stored form. A snapshot of another version is not read; the journal is folded anew.
    /// </summary>
    static abstract int SnapshotSchema { get; }

    /// <summary>The state after what happened.</summary>
    TSelf Apply(EventPayload payload, EventFacts facts);
}
