namespace OmniSage.Grains.Coordinators;

/// <summary>A message that is answered on the spot, without a model: a slash, a name, and words. Pure.</summary>
/// <param name="Name">In lower case, without the slash.</param>
/// <param name="Words">What follows it.</param>
internal sealed record SlashCommand(string Name, ImmutableArray<string> Words)
{
    /// <summary>A longer line that begins with a slash is a message: a path, say, or a pasted text.</summary>
    public const int CharsMax = 200;

    /// <summary>What follows the name, as it was written.</summary>
    public string Rest { get; init; } = "";

    public static SlashCommand? Read(string text)
    {
        var line = text.Trim();
        if (line.Length < 2 || line[0] != '/') return null;
        var end = line.AsSpan().IndexOfAny(" \t\r\n");
        var name = (end < 0 ? line[1..] : line[1..end]).ToLowerInvariant();
        if (name.Length == 0 || !name.All(char.IsAsciiLetter)) return null;
        if (!TakesText(name) && (line.Length > CharsMax || line.Contains('\n', StringComparison.Ordinal))) return null;
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(name, [.. words[1..]]) { Rest = end < 0 ? "" : line[end..].Trim() };
    }

    /// <summary>What a person says to a task must never go to a model instead, however long it is.</summary>
    private static bool TakesText(string name) => name is "answer" or "deny";
}
