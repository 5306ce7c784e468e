using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <param name="Path">The folder to list; null for the whole workspace.</param>
internal sealed record ListFilesRequest(string? Path) : WorkRequest
{
    public override string Goal => Path is null ? "list files" : $"list files in {PathList.Format([Path])}";

    public override string Title => Goal;

    public override string? Remark => ShowFilesRequest.EmptyWorkspace;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[Path is null ? ToolCall.Of(ToolNames.ListFiles) : ToolCall.Of(ToolNames.ListFiles, ("path", Path))]];
}
