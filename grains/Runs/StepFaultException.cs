namespace OmniSage.Grains.Runs;

/// <summary>A step cannot be carried out; what it says becomes the run's event, so it holds no content.</summary>
internal sealed class StepFaultException(string code, string message, bool retryable, Exception? inner = null)
    : Exception(message, inner)
{
    public string Code { get; } = code;

    public bool Retryable { get; } = retryable;

    /// <summary>Of a model step with a chain: who failed; null for nobody.</summary>
    public ImmutableArray<ModelTry>? Tries { get; init; }
}
