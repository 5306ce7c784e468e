namespace OmniSage.Api.Policy;

/// <summary>A policy that comes with OmniSage.</summary>
internal sealed record PolicyPresetView(string Name, string Text);
