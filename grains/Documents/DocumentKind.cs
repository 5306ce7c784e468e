using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Grains.Documents;

/// <summary>
/// What one kind of document is: what everybody begins with, what is wrong with a text, and how the log holds one.
/// </summary>
/// <param name="First">Version 0, which nobody wrote.</param>
/// <param name="FaultsOf">None for a text that is acceptable.</param>
/// <param name="TextOf">The text in an event; null for one that holds none.</param>
internal sealed record DocumentKind(
    DocumentText First, Func<string, ImmutableArray<DocumentFault>> FaultsOf, Func<EventPayload, string?> TextOf);
