using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <summary>Lists files: <c>list files</c>, <c>list the files in src</c>, <c>what files are there?</c></summary>
internal static class ListFilesPattern
{
    public static readonly Pattern Pattern = new(
        "list", "list files", ["list", "files", "folder", "directory"], Read);

    private static readonly string[] Words =
    [
        "list all files", "list all the files", "list my files", "list the files", "list files", "show me the files",
        "show the files", "show files", "what files are there", "which files are there",
    ];

    private static ListFilesRequest? Read(string line)
    {
        var (rest, _) = Phrase.WithoutCourtesy(line);
        if (Phrase.After(rest, Words) is not { } said)
            return null;
        var place = Phrase.WithoutThanks(said).Trim();
        if (place.Length == 0)
            return new(Path: null);
        return Phrase.After(place, "in", "under", "of") is { } path && PathList.Read(path) is [var folder]
            ? new(folder)
            : null;
    }
}
