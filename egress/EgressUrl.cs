using System.Net;

namespace OmniSage.Egress;

/// <summary>
/// Reads addresses strictly: whoever judged the text and whoever connects must see the same host, so every form that
/// two parsers could read differently is refused. Pure.
/// </summary>
public static class EgressUrl
{
    /// <summary>A longer address is refused.</summary>
    public const int CharsMax = 4_096;

    private const int HostCharsMax = 253;
    private const int LabelCharsMax = 63;

    /// <summary>The address in canonical form: host in lower case, as ASCII and without a dot at its end.</summary>
    /// <exception cref="EgressException">It is refused; the code says why.</exception>
    public static Uri Parse(string text)
    {
        if (text.Length > CharsMax) throw Refused($"The address has more than {CharsMax} characters.");
        if (text.Any(letter => letter is <= ' ' or '\\' or '\u007f' || char.IsWhiteSpace(letter)
            || char.IsControl(letter) || char.IsSurrogate(letter)))
        {
            throw Refused("The address must hold no spaces, control characters or backslashes; encode them.");
        }

        var authority = AuthorityOf(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !IsWeb(url))
        {
            throw Refused("The address must be a whole one, such as https://example.com/page.");
        }

        if (url.UserInfo.Length > 0 || authority.Contains('@', StringComparison.Ordinal))
        {
            throw Refused("The address must hold no user name or password.");
        }

        var host = url.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (url.Port == 0 || !IsHost(host, url, authority))
        {
            throw Refused("The address's host must be a name, or an IP address in its usual form.");
        }

        var canonical = new UriBuilder(url) { Fragment = "" };
        if (url.HostNameType != UriHostNameType.IPv6) canonical.Host = host;
        return canonical.Uri;
    }

    /// <summary>The address's host as lists and policies name it: lower case, ASCII, no brackets.</summary>
    public static string HostOf(Uri url) => url.IdnHost.TrimEnd('.').ToLowerInvariant();

    internal static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    private static string AuthorityOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : text[..colon];
        if (!scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase)
            && !scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
        {
            throw new EgressException(
                EgressException.RefusedScheme, "The address must begin with http:// or https://.");
        }

        var rest = text.AsSpan(colon + 1);
        if (!rest.StartsWith("//", StringComparison.Ordinal) || rest.StartsWith("///", StringComparison.Ordinal))
        {
            throw Refused("The address must begin with http:// or https:// and a host.");
        }

        rest = rest[2..];
        var end = rest.IndexOfAny('/', '?', '#');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static bool IsHost(string host, Uri url, string authority) => url.HostNameType switch
    {
        UriHostNameType.IPv6 => IsIPv6(host, authority),
        // The framework also takes octal, hexadecimal and short forms, which others read differently.
        UriHostNameType.IPv4 => IPAddress.Parse(host).ToString() == host
            && (authority == host || authority.StartsWith(host + ":", StringComparison.Ordinal)),
        UriHostNameType.Dns => IsName(host),
        _ => false,
    };

    private static bool IsIPv6(string host, string authority) =>
        authority.StartsWith('[') && !host.Contains('%', StringComparison.Ordinal)
        && !authority.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(host, out _);

    private static bool IsName(string host)
    {
        if (host.Length is 0 or > HostCharsMax || IPAddress.TryParse(host, out _)) return false;
        var labels = host.Split('.');
        if (labels.Any(label => label.Length is 0 or > LabelCharsMax || !label.All(IsNameLetter))) return false;
        // A last label that looks like a number makes some parsers read an address of IPv4.
        return !labels[^1].All(char.IsAsciiDigit) && !labels[^1].StartsWith("0x", StringComparison.Ordinal);
    }

    private static bool IsNameLetter(char letter) =>
        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_';

    private static EgressException Refused(string message) => new(EgressException.RefusedUrl, message);
}
