namespace OmniSage.Models;

/// <summary>
/// Why a model brought no answer. <see cref="Code"/> is one of <see cref="ModelErrors"/>; the message is a sentence for people
/// that holds no key, and of what was asked no more than a provider quotes in its own error.
/// </summary>
public sealed class ModelFaultException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same request to the same provider may succeed later.</summary>
    public bool Retryable => Code is ModelErrors.Unreachable or ModelErrors.TimedOut or ModelErrors.RateLimited
        or ModelErrors.Unavailable or ModelErrors.BrokeOff or ModelErrors.Garbled or ModelErrors.Empty
        or ModelErrors.Skipped;

    /// <summary>Another provider may succeed where this one did not.</summary>
    public bool MovesOn => Code is not (ModelErrors.RequestRefused or ModelErrors.ContextTooLong);
}
