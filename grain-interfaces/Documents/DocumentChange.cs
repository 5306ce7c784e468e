namespace OmniSage.GrainInterfaces.Documents;

/// <summary>A wish for another text of a document.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-change")]
public sealed record DocumentChange
{
    public const int NoteCharsMax = 500;

    [Id(0)] public required string Text { get; init; }

    /// <summary>Why, in one line; may be empty.</summary>
    [Id(1)] public required string Note { get; init; }

    /// <summary>The version that the author has seen; null: whichever is current.</summary>
    [Id(2)] public required int? Expected { get; init; }

    [Id(3)] public required DocumentAuthor Author { get; init; }
}
