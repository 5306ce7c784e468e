namespace OmniSage.Models;

/// <summary>Stands in an answer's stream where a provider failed or was skipped, and the chain went on.</summary>
public sealed class TryFailed(string provider, string model, ModelFaultException fault) : AIContent
{
    public string Provider { get; } = provider;

    public string Model { get; } = model;

    public ModelFaultException Fault { get; } = fault;
}
