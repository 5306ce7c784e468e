using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Grains.Documents;

/// <summary>What a text turned out to be: a document, or the faults in it.</summary>
internal sealed record DocumentReading<T>(T? Document, ImmutableArray<DocumentFault> Faults)
    where T : class;
