namespace OmniSage.Models.Offline.Requests;

/// <summary>A fenced code block of a message: its language and its lines, without the fences.</summary>
internal sealed record FencedBlock(string Language, string Body)
{
    private const int FenceMin = 3;

    /// <summary>
    /// The block that begins at this line, and the index of the line behind it; null when none begins here. A block
    /// that is never closed goes on to the end of the message.
    /// </summary>
    public static (FencedBlock Block, int Next)? ReadAt(IReadOnlyList<string> lines, int start)
    {
        var opening = lines[start].AsSpan().TrimStart(' ');
        var fence = FenceLength(opening);
        var language = fence < FenceMin ? default : opening[fence..].Trim();
        // An info string with a backtick is inline code that only looks like a fence.
        if (fence < FenceMin || language.Contains('`'))
            return null;

        var end = start + 1;
        while (end < lines.Count && !Closes(lines[end], fence))
            end++;
        var body = string.Join('\n', lines.Skip(start + 1).Take(end - start - 1));
        return (new(language.ToString(), body), Math.Min(end + 1, lines.Count));
    }

    private static bool Closes(string line, int fence)
    {
        var trimmed = line.AsSpan().Trim(' ');
        var length = FenceLength(trimmed);
        return length >= fence && length == trimmed.Length;
    }

    private static int FenceLength(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExcept('`');
        return end < 0 ? line.Length : end;
    }
}
