using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <summary>Shows files: <c>show FILE</c>, <c>read FILE and FILE</c>, <c>show me the file FILE</c></summary>
internal static class ShowFilesPattern
{
    public static readonly Pattern Pattern = new(
        "show", "run: date > now.txt; show now.txt", ["show", "read", "open", "print", "display", "file"], Read);

    private static readonly string[] Words = ["show me", "show", "read", "display"];
    private static readonly string[] Articles =
        ["the contents of", "the content of", "the files", "the file", "files", "file"];

    private static ShowFilesRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Words)?.TrimStart(' ', '\t', ':') is not { } said)
            return null;
        var named = Phrase.After(said, Articles);
        var list = (named ?? said).TrimStart(' ', '\t', ':');
        if (PathList.Read(list) is not { } paths)
            return null;

        // "show mercy" is no file, unless it says so; "show report.md." ends a sentence.
        if (named is null && !paths.All(LooksLikePath))
            return null;
        var last = paths[^1];
        return new(last.Length > 1 && last[^1] is '.' or '?' or '!' && list[^1] == last[^1]
            ? paths.SetItem(paths.Length - 1, last[..^1])
            : paths);
    }

    private static bool LooksLikePath(string path) => path.AsSpan().TrimEnd(".?!").IndexOfAny('.', '/') >= 0;
}
