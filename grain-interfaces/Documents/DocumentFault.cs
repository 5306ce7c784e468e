namespace OmniSage.GrainInterfaces.Documents;

/// <summary>Why a document is not acceptable, and where; line and column count from 1.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-fault")]
public sealed record DocumentFault(
    [property: Id(0)] int Line,
    [property: Id(1)] int Column,
    [property: Id(2)] string Message);
