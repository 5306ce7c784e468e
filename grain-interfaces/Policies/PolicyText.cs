namespace OmniSage.GrainInterfaces.Policies;

/// <summary>A version of a workspace's policy with its document: YAML text.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.policy-text")]
public sealed record PolicyText([property: Id(0)] PolicyVersion Version, [property: Id(1)] string Text)
{
    /// <summary>A document has at most so many bytes in UTF-8.</summary>
    public const int BytesMax = 64 * 1024;

    public const int LinesMax = 2_000;
}
