using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <summary>Writes a file: <c>write FILE: content</c>, or <c>write FILE:</c> above a fenced block.</summary>
internal static class WriteFilePattern
{
    public static readonly Pattern Pattern = new(
        "write", "write notes.md: Remember the milk", ["write", "create", "save", "file", "note", "notes"], Read);

    private static readonly string[] Words = ["write to", "write", "create", "save to", "save"];
    private static readonly string[] Articles = ["the file", "a file called", "a file named", "a file", "file"];

    /// <summary>The path in a line that announces the content below it, or null.</summary>
    public static string? ReadHeading(string line) => Split(line) is { Content: "" } heading ? heading.Path : null;

    private static WriteFileRequest? Read(string line) =>
        Split(line) is { Content.Length: > 0 } split ? new(split.Path, split.Content) : null;

    private static (string Path, string Content)? Split(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Words)?.TrimStart() is not { } said)
            return null;
        var named = Phrase.After(said, Articles)?.TrimStart() ?? said;
        var colon = named.IndexOf(':');
        return colon > 0 && PathList.Read(named[..colon]) is [var path]
            ? (path, named[(colon + 1)..].Trim())
            : null;
    }
}
