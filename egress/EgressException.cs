namespace OmniSage.Egress;

/// <summary>
/// Why there is no answer. <see cref="Code"/> is stable; the message is a sentence that names the host at the most, so
/// that it can be shown and told to a model.
/// </summary>
public sealed class EgressException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The address is malformed, ambiguous, or holds a user name or password.</summary>
    public const string RefusedUrl = "refused_url";

    /// <summary>Neither http nor https, or a redirect from https to http.</summary>
    public const string RefusedScheme = "refused_scheme";

    /// <summary>The host leads to an address that is not public, and is not listed.</summary>
    public const string RefusedAddress = "refused_address";

    /// <summary>The host's name has no address.</summary>
    public const string UnknownHost = "unknown_host";

    /// <summary>More redirects than <see cref="EgressOptions.RedirectsMax"/>.</summary>
    public const string TooManyRedirects = "too_many_redirects";

    /// <summary>The header is larger than <see cref="EgressOptions.HeaderBytesMax"/>.</summary>
    public const string TooLarge = "too_large";

    /// <summary>Not whole within the time.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>No connection could be made.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>No TLS connection could be made: the certificate is not valid for the host, or another fault.</summary>
    public const string TlsFailed = "tls_failed";

    /// <summary>What came was not HTTP, broke off, or was encoded in a way that was not asked for.</summary>
    public const string BadResponse = "bad_response";

    public string Code { get; } = code;

    /// <summary>Whether the same request may succeed later.</summary>
    public bool Retryable => Code is TimedOut or Unreachable or UnknownHost;
}
