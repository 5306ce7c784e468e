namespace OmniSage.Grains.Tools.Web;

/// <summary>
/// Bounds what the parser has to do before it sees a page: it builds the whole tree, and badly nested pages cost it
/// far more than their length. Pure.
/// </summary>
internal static class HtmlBounds
{
    /// <summary>Characters of a page that are read.</summary>
    public const int CharsMax = 2 << 20;

    /// <summary>Tags of a page that are read.</summary>
    public const int TagsMax = 60_000;

    /// <returns>The beginning of the page within the bounds, and whether that is not all.</returns>
    public static (string Html, bool Cut) Apply(string html)
    {
        var end = Math.Min(html.Length, CharsMax);
        var at = -1;
        for (var tags = 0; (at = html.IndexOf('<', at + 1, end - at - 1)) >= 0; tags++)
        {
            if (tags == TagsMax) return (html[..at], true);
        }

        return (html[..end], end < html.Length);
    }
}
