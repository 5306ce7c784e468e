namespace OmniSage.GrainInterfaces.Memory;

/// <summary>A run whose model was told a fact.</summary>
/// <param name="Run">The run.</param>
/// <param name="Thread">Its thread.</param>
/// <param name="AtUs">When, in microseconds since 1970 (UTC).</param>
/// <param name="Score">How well the fact fitted what was asked, from 0 to 1.</param>
public sealed record FactUse(Guid Run, Guid Thread, long AtUs, double Score);
