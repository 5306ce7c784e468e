using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <summary>Reads a file of the workspace: <c>ingest d.txt</c>, <c>read the workspace file d.txt</c></summary>
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
        if (Phrase.After(rest, Words)?.TrimStart(' ', '\t', ':') is not { } said)
            return null;
        // Any other word than the first means a file of the workspace only where it says so.
        var named = Phrase.After(said, Places) ?? (Phrase.After(rest, Words[0]) is null ? null : said);
        return named is not null && PathList.Read(Phrase.WithoutThanks(named).Trim(' ', '\t', ':')) is { } paths
            ? new(paths)
            : null;
    }
}
