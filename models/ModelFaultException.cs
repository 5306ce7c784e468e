namespace OmniSage.Models;

/// <summary>
/// Why a model brought no answer. <see cref="Code"/> is one of <see cref="ModelErrors"/>; the message is a sentence for
/// people that holds no key, and of what was asked no more than a provider quotes in its own error.
/// </summary>
/// <param name="code">Of <see cref="ModelErrors"/>.</param>
/// <param name="sentence">In our own words.</param>
/// <param name="inner">What went wrong below.</param>
public sealed class ModelFaultException(string code, string sentence, Exception? inner = null)
    : Exception(sentence, inner)
{
    public string Code { get; } = code;

    /// <summary>Without what the provider says, which may quote the request: fit to be shown to anybody.</summary>
    public string Sentence { get; } = sentence;

    /// <summary>What the provider says, cleaned.</summary>
    public string? Said { get; init; }

    public override string Message => string.IsNullOrEmpty(Said) ? Sentence : $"{Sentence.TrimEnd('.')}: {Said}";

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same request to the same provider may succeed later.</summary>
    public bool Retryable => Code is ModelErrors.Unreachable or ModelErrors.TimedOut or ModelErrors.RateLimited
        or ModelErrors.Unavailable or ModelErrors.BrokeOff or ModelErrors.Garbled or ModelErrors.Empty
        or ModelErrors.Skipped;

    /// <summary>Another provider may succeed where this one did not.</summary>
    public bool MovesOn => Code is not (ModelErrors.RequestRefused or ModelErrors.ContextTooLong);
}
