using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

internal sealed record PatchFileRequest(string Path, string Old, string New) : WorkRequest
{
    public override string Goal =>
        $"patch {PathList.Format([Path])}: {Quoted(Old, Old, New)} {PatchFilePattern.Arrow} {Quoted(New, Old, New)}";

    public override string Title => $"patch {Path}";

    public override string? Remark => ShowFilesRequest.EmptyWorkspace;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[ToolCall.Of(ToolNames.PatchFile, ("path", Path), ("old", Old), ("new", New))]];

    /// <summary>In quotes that the text does not hold; bare when it holds them all, as it was written.</summary>
    private static string Quoted(string text, params ReadOnlySpan<string> texts)
    {
        foreach (var mark in "\"'`")
        {
            if (!texts[0].Contains(mark) && !texts[1].Contains(mark))
                return $"{mark}{text}{mark}";
        }

        return text;
    }
}
