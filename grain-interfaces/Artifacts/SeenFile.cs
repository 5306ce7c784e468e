namespace OmniSage.GrainInterfaces.Artifacts;

/// <summary>What somebody has seen under a path, and would have a change meet there.</summary>
/// <param name="Sha256">The content's; null when nothing was there.</param>
[GenerateSerializer, Immutable, Alias("omnisage.seen-file")]
public sealed record SeenFile([property: Id(0)] string? Sha256);
