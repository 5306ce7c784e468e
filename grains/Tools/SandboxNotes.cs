namespace OmniSage.Grains.Tools;

/// <summary>
/// What a model is told, in a call's result, when files or processes of its sandbox are lost or may be. Pure.
/// </summary>
internal static class SandboxNotes
{
    /// <summary>Bytes that every result leaves free for them, where it is stored.</summary>
    public const int BytesMax = 1_024;

    private const string Replaced =
        "The sandbox used before had died. This ran in a fresh one: files from before are {0}, and nothing that ran in "
        + "the background runs any more.";

    private const string Died =
        "The sandbox died. The next call gets a fresh one: files will be {0}, without what this call did, and nothing "
        + "that ran in the background runs any more.";

    private const string Unkept =
        "The workspace is too large to be kept. Should the sandbox be lost, files will be {0}; remove what is not "
        + "needed.";

    /// <param name="isReplaced">A sandbox died before this call, which ran in another.</param>
    /// <param name="hasDied">The call's sandbox died.</param>
    /// <param name="isUnkept">The workspace is too large to be kept.</param>
    /// <param name="hasKept">A workspace was kept before.</param>
    /// <returns>Null when there is nothing to tell.</returns>
    public static string? Of(bool isReplaced, bool hasDied, bool isUnkept, bool hasKept)
    {
        var files = hasKept ? "as they were last kept" : "gone, as none were kept";
        var notes = new List<string>();
        if (isReplaced) notes.Add(Replaced);
        if (hasDied) notes.Add(Died);
        if (isUnkept) notes.Add(Unkept);
        return notes.Count == 0 ? null : string.Join(' ', notes).Replace("{0}", files, StringComparison.Ordinal);
    }
}
