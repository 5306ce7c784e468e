namespace OmniSage.Models;

/// <summary>The stable codes of what can go wrong with a model (docs/models.md). One is never used for another thing.
/// </summary>
public static class ModelErrors
{
    /// <summary>No connection: no address, refused, or no TLS.</summary>
    public const string Unreachable = "model_unreachable";

    /// <summary>Nothing came for too long.</summary>
    public const string TimedOut = "model_timed_out";

    /// <summary>Too many requests (429); see <see cref="ModelFaultException.RetryAfter"/>.</summary>
    public const string RateLimited = "model_rate_limited";

    /// <summary>The provider is overloaded or broken (5xx).</summary>
    public const string Unavailable = "model_unavailable";

    /// <summary>The answer ended before its end.</summary>
    public const string BrokeOff = "model_broke_off";

    /// <summary>What came is not the protocol, or more than may come.</summary>
    public const string Garbled = "model_garbled";

    /// <summary>The answer says nothing and calls nothing.</summary>
    public const string Empty = "model_empty";

    /// <summary>The key is refused (401, 403).</summary>
    public const string KeyRefused = "model_key_refused";

    /// <summary>There is no secret of the name that settings give, or it may not be sent to this host.</summary>
    public const string NoKey = "model_no_key";

    /// <summary>The settings that name the models cannot be read.</summary>
    public const string SettingsUnreadable = "model_settings_unreadable";

    /// <summary>The account has no credit (402).</summary>
    public const string NoCredit = "model_no_credit";

    /// <summary>There is no such model or address (404).</summary>
    public const string NotFound = "model_not_found";

    /// <summary>The request is longer than the model takes.</summary>
    public const string ContextTooLong = "model_context_too_long";

    /// <summary>The provider says that the request is wrong (400 and its like).</summary>
    public const string RequestRefused = "model_request_refused";

    /// <summary>It was not asked, as it failed several times just before or asked to be left alone.</summary>
    public const string Skipped = "model_skipped";
}
