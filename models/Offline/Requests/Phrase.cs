namespace OmniSage.Models.Offline.Requests;

/// <summary>Takes English apart at its edges: courtesy before a request, punctuation after it.</summary>
internal static class Phrase
{
    private const int CourtesiesMax = 6;

    // Longer ones first, so that "could you please" is not left with "please" in front of nothing.
    private static readonly string[] Courtesies =
    [
        "i would like you to", "i'd like you to", "i want you to", "i need you to",
        "can you", "could you", "would you", "will you", "please", "kindly", "now", "then", "also", "and",
        "okay", "ok", "hello", "hey", "hi",
    ];

    private static readonly string[] Thanks = ["for me", "please", "thank you", "thanks"];

    /// <summary>The line without courtesy in front, and whether it was put as a question ("could you …?").</summary>
    public static (string Remainder, bool IsQuestion) WithoutCourtesy(string line)
    {
        var rest = line.AsSpan().Trim();
        var isQuestion = false;
        for (var times = 0; times < CourtesiesMax; times++)
        {
            var found = FirstWord(rest, Courtesies);
            if (found is null)
                break;
            isQuestion |= found.EndsWith(" you", StringComparison.Ordinal);
            rest = rest[found.Length..].TrimStart(" \t,!:");
        }

        return (rest.ToString(), isQuestion);
    }

    /// <summary>The text without thanks and the end of a sentence behind it.</summary>
    public static string WithoutThanks(string text)
    {
        var rest = text.AsSpan().TrimEnd(" \t.?!");
        for (var times = 0; times < CourtesiesMax && LastWord(rest, Thanks) is { } found; times++)
            rest = rest[..^found.Length].TrimEnd(" \t,.?!");
        return rest.ToString();
    }

    /// <summary>What follows one of the words, or null when the text begins with none of them.</summary>
    public static string? After(string text, params ReadOnlySpan<string> words)
    {
        var found = FirstWord(text, words);
        return found is null ? null : text[found.Length..];
    }

    /// <summary>What follows the word and a colon, trimmed at its start, or null.</summary>
    public static string? AfterColon(string text, string word) =>
        After(text, word)?.TrimStart() is { } rest && rest.StartsWith(':') ? rest[1..].TrimStart() : null;

    private static string? FirstWord(ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length])))
            {
                return word;
            }
        }

        return null;
    }

    private static string? LastWord(ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase)
                && (text.Length == word.Length || text[^(word.Length + 1)] is ' ' or ','))
            {
                return word;
            }
        }

        return null;
    }
}
