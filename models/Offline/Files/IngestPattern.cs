using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Offline.Running;

namespace OmniSage.Models.Offline.Files;

/// <summary>
/// Takes files of the workspace into a task: <c>ingest d.txt</c>, <c>read the workspace file d.txt</c>,
/// <c>ingest d.txt; run: wc d.txt</c>
/// </summary>
internal static class IngestPattern
{
    public static readonly Pattern Pattern = new(
        "ingest", "ingest d.txt", ["ingest", "workspace", "import", "load", "file"], Read);

    private static readonly string[] Words = ["ingest", "read", "show me", "show", "open", "display"];

    private static readonly string[] Places =
        ["the workspace's files", "the workspace's file", "the workspace files", "the workspace file"];

    private static IngestRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        var ends = Phrase.After(rest, Words) is null ? [] : ShellText.Semicolons(rest);
        if (ends.IsEmpty)
            return ReadPaths(rest) is { } only ? new(only, Then: null) : null;
        var tail = rest[(ends[0] + 1)..].Trim();
        // What has no goal in one line is no part of one.
        return ReadPaths(rest[..ends[0]]) is { } paths
            && (RunPattern.Pattern.Read(tail) ?? PythonPattern.Pattern.Read(tail)) is WorkRequest then
            && !then.Goal.Contains('\n')
            ? new(paths, then)
            : null;
    }

    private static ImmutableArray<string>? ReadPaths(string text)
    {
        if (Phrase.After(text, Words)?.TrimStart(' ', '\t', ':') is not { } said)
            return null;
        // Any other word than the first means a file of the workspace only where it says so.
        var named = Phrase.After(said, Places) ?? (Phrase.After(text, Words[0]) is null ? null : said);
        return named is null ? null : PathList.Read(Phrase.WithoutThanks(named).Trim(' ', '\t', ':'));
    }
}
