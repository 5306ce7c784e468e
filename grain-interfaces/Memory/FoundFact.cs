namespace OmniSage.GrainInterfaces.Memory;

/// <summary>A fact that a search found, and how well it fits.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Score">From 0 to 1, by words, age and importance.</param>
/// <param name="IsWhole">
/// All telling words that were asked for are in the fact, or all of the fact's were asked for.
/// </param>
[GenerateSerializer, Immutable, Alias("omnisage.found-fact")]
public sealed record FoundFact(
    [property: Id(0)] Fact Fact, [property: Id(1)] double Score, [property: Id(2)] bool IsWhole);
