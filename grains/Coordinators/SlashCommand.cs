namespace OmniSage.Grains.Coordinators;

/// <summary>A message that is answered on the spot, without a model: a slash, a name, and words. Pure.</summary>
/// <param name="Name">In lower case, without the slash.</param>
/// <param name="Words">What follows it.</param>
internal sealed record SlashCommand(string Name, ImmutableArray<string> Words)
{
    /// <summary>A longer line that begins with a slash is a message: a path, say, or a pasted text.</summary>
    public const int CharsMax = 200;

    public static SlashCommand? Read(string text)
    {
        var line = text.Trim();
        if (line.Length is < 2 or > CharsMax || line[0] != '/' || !char.IsAsciiLetter(line[1])) return null;
        var words = line[1..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words[0].All(char.IsAsciiLetter) && !line.Contains('\n', StringComparison.Ordinal)
            ? new(words[0].ToLowerInvariant(), [.. words[1..]])
            : null;
    }
}
