namespace OmniSage.Egress;

/// <summary>Reads where a redirect leads. Pure.</summary>
internal static class EgressRedirect
{
    /// <returns>Null when the response is no redirect, or does not say where to.</returns>
    /// <exception cref="EgressException">It leads to an address that is refused, or from https to http.</exception>
    public static Uri? TargetOf(Uri url, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return null;
        // As it was sent: the parsed header would hide the forms that are refused.
        if (!response.Headers.NonValidated.TryGetValues("Location", out var given)) return null;
        if (given.Count != 1)
        {
            throw new EgressException(
                EgressException.BadResponse, $"{EgressUrl.HostOf(url)} redirects to several addresses at once.");
        }

        var location = given.ToString();
        var target = EgressUrl.Parse(Whole(url, location));
        if (url.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps)
        {
            throw new EgressException(
                EgressException.RefusedScheme,
                $"{EgressUrl.HostOf(url)} redirects from https to http, which is not followed.");
        }

        return target;
    }

    /// <summary>The reference as a whole address, as text, so that the strict reader sees what was sent.</summary>
    private static string Whole(Uri url, string location)
    {
        if (location.Length > EgressUrl.CharsMax) return location;
        var isWhole = location.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            && location.AsSpan(0, colon).IndexOfAny("/?#") < 0;
        if (isWhole) return location;
        if (location.StartsWith("//", StringComparison.Ordinal)) return $"{url.Scheme}:{location}";
        // Anything else stays on the host, whatever its path holds; a backslash could be read as a slash.
        return location.Contains('\\', StringComparison.Ordinal) || !Uri.TryCreate(url, location, out var joined)
            ? location
            : joined.AbsoluteUri;
    }
}
