namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>Takes text apart into sentences, roughly: at the ends of lines and behind what ends one. Pure.</summary>
internal static class Sentences
{
    /// <summary>A longer one is cut, and says so.</summary>
    public const int CharsMax = 240;

    public static IEnumerable<string> Of(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!EndsAt(text, at)) continue;
            if (Cut(text.AsSpan(start, at + 1 - start)) is { Length: > 0 } sentence) yield return sentence;
            start = at + 1;
        }

        if (Cut(text.AsSpan(start)) is { Length: > 0 } last) yield return last;
    }

    /// <summary>A point within a number or a name of a file ends nothing; signs of scripts without spaces do.</summary>
    private static bool EndsAt(string text, int at) => text[at] switch
    {
        '\n' or '\r' or '\u3002' or '\uFF01' or '\uFF1F' => true,
        '.' or '!' or '?' => at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]),
        _ => false,
    };

    private static string Cut(ReadOnlySpan<char> sentence)
    {
        var trimmed = sentence.Trim();
        if (trimmed.Length <= CharsMax) return trimmed.ToString();
        var length = CharsMax - 1;
        // A surrogate pair is not torn apart.
        if (char.IsHighSurrogate(trimmed[length - 1])) length--;
        return $"{trimmed[..length]}…";
    }
}
