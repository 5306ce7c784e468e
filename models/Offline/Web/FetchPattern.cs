using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Web;

/// <summary>Fetches a page: <c>fetch https://example.com/</c>, <c>open the page https://example.com/</c>.</summary>
internal static class FetchPattern
{
    public static readonly Pattern Pattern = new(
        "fetch", "fetch https://example.com/", ["fetch", "web", "page", "url", "http", "https", "site", "website"],
        Read);

    private static readonly string[] Words = ["fetch", "get", "open", "visit", "browse", "read", "show me", "show"];
    private static readonly string[] Articles = ["the web page", "the website", "the page", "the url", "page", "url"];
    private static readonly string[] Schemes = ["https://", "http://"];

    private static FetchRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Words)?.TrimStart(' ', '\t', ':') is not { } said)
            return null;
        var named = (Phrase.After(said, Articles) ?? said).TrimStart(' ', '\t', ':');
        var (address, behind) = CodeSpan.ReadAtStart(named) ?? AtStart(named);
        // A full stop behind it ends the sentence.
        var url = address.TrimEnd('.', ',', '!', '?');
        var isAddress = Schemes.Any(scheme =>
            url.Length > scheme.Length && url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
        return isAddress && !url.Any(letter => char.IsWhiteSpace(letter) || letter == '`')
            && Phrase.WithoutThanks(behind).Length == 0
            ? new(url)
            : null;
    }

    private static (string Address, string Behind) AtStart(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t");
        return end < 0 ? (text, "") : (text[..end], text[end..]);
    }
}
