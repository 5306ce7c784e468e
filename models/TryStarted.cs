namespace OmniSage.Models;

/// <summary>
/// Stands in an answer's stream where a provider is asked. All that came of earlier ones counts no more: their answer
/// begins anew.
/// </summary>
public sealed class TryStarted(string provider, string model) : AIContent
{
    public string Provider { get; } = provider;

    public string Model { get; } = model;
}
