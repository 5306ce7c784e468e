using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <summary>Changes text in a file: <c>patch FILE: old => new</c>, <c>replace "old" with "new" in FILE</c></summary>
internal static class PatchFilePattern
{
    public const string Arrow = "=>";

    public static readonly Pattern Pattern = new(
        "patch", "patch notes.md: milk => bread", ["patch", "replace", "change", "edit", "fix", "file"], Read);

    private static PatchFileRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, "patch") is { } patch)
            return ReadArrow(patch);
        return Phrase.After(rest, "replace") is { } replace ? ReadSentence(replace) : null;
    }

    private static PatchFileRequest? ReadArrow(string text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0 || PathList.Read(text[..colon]) is not [var path])
            return null;

        var change = text[(colon + 1)..].Trim();
        if (ReadQuoted(change) is { } old && old.Tail.StartsWith(Arrow, StringComparison.Ordinal)
            && ReadQuoted(old.Tail[Arrow.Length..].TrimStart()) is { Tail: "" } neu)
        {
            return Change(path, old.Text, neu.Text);
        }

        var arrow = change.IndexOf(Arrow, StringComparison.Ordinal);
        return arrow < 0 ? null : Change(path, change[..arrow].Trim(), change[(arrow + Arrow.Length)..].Trim());
    }

    private static PatchFileRequest? ReadSentence(string text)
    {
        if (ReadQuoted(text.TrimStart()) is not { } old || Phrase.After(old.Tail, "with", "by") is not { } with
            || ReadQuoted(with.TrimStart()) is not { } neu || Phrase.After(neu.Tail, "in") is not { } place)
        {
            return null;
        }

        // A sentence can say what no goal can, with every kind of quote in it; that one is not understood.
        return PathList.Read(Phrase.WithoutThanks(place)) is [var path]
            && Change(path, old.Text, neu.Text) is { } request && Read(request.Goal) == request
            ? request
            : null;
    }

    private static PatchFileRequest? Change(string path, string old, string neu) =>
        old.Length == 0 ? null : new(path, old, neu);

    private static (string Text, string Tail)? ReadQuoted(string text)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\'' or '`'))
            return null;
        var end = text.IndexOf(text[0], 1);
        return end < 0 ? null : (text[1..end], text[(end + 1)..].Trim());
    }
}
