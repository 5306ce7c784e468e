namespace OmniSage.GrainInterfaces.Runs;

/// <summary>Tokens that one model call took, as its provider counted them.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.model-usage")]
public sealed record ModelUsage([property: Id(0)] long InputTokens, [property: Id(1)] long OutputTokens)
{
    /// <summary>Those of <see cref="InputTokens"/> that the provider had kept; null where it says nothing of that.
    /// </summary>
    [Id(2)] public long? CachedTokens { get; init; }

    /// <summary>True: the provider reported none, and these are the most that it can have been.</summary>
    [Id(3)] public bool? IsEstimate { get; init; }
}
