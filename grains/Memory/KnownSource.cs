namespace OmniSage.Grains.Memory;

/// <summary>The run that had a fact kept, and its thread.</summary>
internal sealed record KnownSource(Guid Thread, Guid Run);
