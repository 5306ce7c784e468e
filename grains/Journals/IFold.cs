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

    /// <param name="payload">What happened.</param>
    /// <param name="atUs">When, in microseconds since 1970 (UTC).</param>
    TSelf Apply(EventPayload payload, long atUs);
}
