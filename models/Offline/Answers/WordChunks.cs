namespace OmniSage.Models.Offline.Answers;

/// <summary>
/// Cuts text into the pieces of a stream: word by word when it is short, several words at once when it is long, so
/// that there are at most <see cref="OfflineLimits.ChunksMax"/>. Joined, the pieces are the text.
/// </summary>
internal static class WordChunks
{
    public static IEnumerable<string> Cut(string text)
    {
        var charsMin = 1 + (text.Length / OfflineLimits.ChunksMax);
        var start = 0;
        for (var at = 1; at < text.Length; at++)
        {
            var wordBegins = char.IsWhiteSpace(text[at - 1]) && !char.IsWhiteSpace(text[at]);
            if (!wordBegins || at - start < charsMin)
                continue;
            yield return text[start..at];
            start = at;
        }

        if (start < text.Length)
            yield return text[start..];
    }
}
