namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// A piece of what a running step says: text of a model, or output of a command. Pieces of one
/// (run, step, attempt, try, channel) follow each other by <see cref="Offset"/>; a gap means that some were lost.
/// </summary>
[GenerateSerializer, Immutable, Alias("omnisage.live-output")]
public sealed record LiveOutput
{
    [Id(0)] public required RunId Run { get; init; }

    [Id(1)] public required int Step { get; init; }

    [Id(2)] public required int Attempt { get; init; }

    [Id(3)] public required LiveChannel Channel { get; init; }

    /// <summary>Characters of this channel before this piece.</summary>
    [Id(4)] public required long Offset { get; init; }

    [Id(5)] public required string Text { get; init; }

    /// <summary>
    /// From 0, and one more whenever another model takes over in the middle: what the attempt said in an earlier try
    /// counts no more, and whoever shows it starts over. The first piece of a further try has no text.
    /// </summary>
    [Id(6)] public int Try { get; init; }
}
