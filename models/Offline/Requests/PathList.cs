using System.Text;

namespace OmniSage.Models.Offline.Requests;

/// <summary>Paths as people list them: <c>a.txt</c>, <c>a.txt and b.txt</c>, <c>"my file", 'x' and b</c>.</summary>
internal static class PathList
{
    private const string Quotes = "\"'`";

    /// <summary>The different paths in order, or null when the text is not a list of paths and nothing else.</summary>
    public static ImmutableArray<string>? Read(string text)
    {
        var paths = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        while (true)
        {
            at = SkipSpaces(text, at);
            if (ReadPath(text, ref at) is not { } path || path.Length == 0)
                return null;
            if (!paths.Contains(path))
                paths.Add(path);
            if (paths.Count > OfflineLimits.PathsMax)
                return null;
            at = SkipSpaces(text, at);
            if (at == text.Length)
                return paths.ToImmutable();
            if (!SkipSeparator(text, ref at))
                return null;
        }
    }

    /// <summary>The path at the start of the text and what follows it, or null when there is none.</summary>
    public static (string Path, string Tail)? ReadFirst(string text)
    {
        var at = SkipSpaces(text, 0);
        return ReadPath(text, ref at) is { Length: > 0 } path ? (path, text[at..]) : null;
    }

    /// <summary>The list in words that <see cref="Read"/> reads back.</summary>
    public static string Format(IEnumerable<string> paths) => string.Join(" and ", paths.Select(Quoted));

    private static string? ReadPath(string text, ref int at)
    {
        if (at >= text.Length)
            return null;
        var start = at;
        if (Quotes.Contains(text[at]))
        {
            var end = text.IndexOf(text[at], at + 1);
            if (end < 0)
                return null;
            at = end + 1;
            return text[(start + 1)..end];
        }

        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] != ',' && !Quotes.Contains(text[at]))
            at++;
        return text[start..at];
    }

    /// <summary>Skips a comma, "and", or both; false when there is neither.</summary>
    private static bool SkipSeparator(string text, ref int at)
    {
        var comma = text[at] == ',';
        if (comma)
            at = SkipSpaces(text, at + 1);
        var isAnd = string.Compare(text, at, "and", 0, 3, StringComparison.OrdinalIgnoreCase) == 0
            && at + 3 < text.Length && char.IsWhiteSpace(text[at + 3]);
        if (isAnd)
            at += 3;
        return comma || isAnd;
    }

    private static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static string Quoted(string path)
    {
        var isPlain = !path.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or ';' || Quotes.Contains(letter));
        if (isPlain)
            return path;
        var quote = Quotes.FirstOrDefault(mark => !path.Contains(mark), '"');
        return new StringBuilder(path.Length + 2).Append(quote).Append(path).Append(quote).ToString();
    }
}
