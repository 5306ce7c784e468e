namespace OmniSage.GrainInterfaces.Documents;

/// <summary>What became of a wish to change a document, and the version that is current now.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-receipt")]
public sealed record DocumentReceipt(
    [property: Id(0)] DocumentOutcome Outcome,
    [property: Id(1)] int Version,
    [property: Id(2)] ImmutableArray<DocumentFault> Faults);
