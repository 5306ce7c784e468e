using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Grains.Documents;

/// <summary>
/// A document as a grain's state holds it: the current text, and what is known of its versions. Old texts are in the
/// log only, so that it stays small however often it is changed.
/// </summary>
internal sealed record VersionedDocument
{
    /// <summary>The current text; null until somebody writes one.</summary>
    public string? Text { get; init; }

    /// <summary>Oldest first, without their texts.</summary>
    public ImmutableList<DocumentVersion> Versions { get; init; } = [];

    public int Version => Versions is [.., var last] ? last.Number : 0;

    public VersionedDocument Follow(string text, DocumentVersion version) => new()
    {
        Text = text,
        Versions = (Versions.Count < DocumentBounds.VersionsMax ? Versions : Versions.RemoveAt(0)).Add(version),
    };
}
