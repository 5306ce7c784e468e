namespace OmniSage.Grains.Artifacts;

/// <summary>What a model wants published, and as what.</summary>
internal sealed record PublishWish(string Path, string? As = null);
