namespace OmniSage.GrainInterfaces.Documents;

/// <summary>A version of a document with its text: YAML.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.document-text")]
public sealed record DocumentText([property: Id(0)] DocumentVersion Version, [property: Id(1)] string Text)
{
    /// <summary>It has at most so many bytes in UTF-8.</summary>
    public const int BytesMax = 64 * 1024;

    public const int LinesMax = 2_000;
}
