namespace OmniSage.Models;

/// <summary>A level and the models that are asked for it, in their order.</summary>
public sealed record ModelLevel(string Level, ImmutableArray<ModelEntry> Chain);
