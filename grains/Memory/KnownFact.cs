namespace OmniSage.Grains.Memory;

/// <summary>What a scope knows of one of its facts; its text is in the event at <paramref name="Seq"/> only.</summary>
/// <param name="Seq">The event that keeps it.</param>
/// <param name="Supersedes">The fact that it replaced.</param>
/// <param name="MadeFrom">The facts that it sums up.</param>
/// <param name="ExpiresUs">From when on it is forgotten by itself.</param>
/// <param name="Source">The run in which it was said, if it was said in one.</param>
/// <param name="IsReplaced">Another fact took its place.</param>
internal sealed record KnownFact(
    long Seq,
    Guid? Supersedes,
    ImmutableArray<Guid> MadeFrom,
    long? ExpiresUs,
    KnownSource? Source = null,
    bool IsReplaced = false);
