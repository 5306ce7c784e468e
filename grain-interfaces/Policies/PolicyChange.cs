namespace OmniSage.GrainInterfaces.Policies;

/// <summary>A wish for another policy.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-change")]
public sealed record PolicyChange
{
    public const int NoteCharsMax = 500;

    [Id(0)] public required string Text { get; init; }

    /// <summary>Why, in one line; may be empty.</summary>
    [Id(1)] public required string Note { get; init; }

    /// <summary>The version that the author has seen; null: whichever is current.</summary>
    [Id(2)] public required int? Expected { get; init; }

    [Id(3)] public required PolicyAuthor Author { get; init; }
}
