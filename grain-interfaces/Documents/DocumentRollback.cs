namespace OmniSage.GrainInterfaces.Documents;

/// <summary>A wish for an earlier text again: it becomes a new version with the old text.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-rollback")]
public sealed record DocumentRollback
{
    /// <summary>The version whose text is wanted; 0 is the one that nobody wrote.</summary>
    [Id(0)] public required int To { get; init; }

    [Id(1)] public required string Note { get; init; }

    /// <summary>The version that the author has seen; null: whichever is current.</summary>
    [Id(2)] public required int? Expected { get; init; }

    [Id(3)] public required DocumentAuthor Author { get; init; }
}
