namespace OmniSage.GrainInterfaces.Runs;

/// <summary>Tokens that one model call took, as its provider counted them.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.model-usage")]
public sealed record ModelUsage([property: Id(0)] long InputTokens, [property: Id(1)] long OutputTokens);
