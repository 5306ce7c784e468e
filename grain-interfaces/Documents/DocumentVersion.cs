namespace OmniSage.GrainInterfaces.Documents;

/// <summary>One version of a document, as its history shows it: a policy, or settings.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-version")]
public sealed record DocumentVersion
{
    /// <summary>From 1; version 0 is what everybody begins with, which nobody wrote.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>Who wrote it; null for version 0.</summary>
    [Id(1)] public Guid? By { get; init; }

    [Id(2)] public long? AtUs { get; init; }

    [Id(3)] public required string Note { get; init; }

    /// <summary>The version whose text it brought back.</summary>
    [Id(4)] public int? Restores { get; init; }

    /// <summary>Where its event is in the journal; 0 for version 0.</summary>
    [Id(5)] public required long Seq { get; init; }
}
