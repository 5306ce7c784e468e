using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Offline.Running;

namespace OmniSage.Models.Offline.Files;

internal sealed record ShowFilesRequest(ImmutableArray<string> Paths) : WorkRequest
{
    public const string EmptyWorkspace =
        "Each task has a workspace of its own, which starts empty and ends with it, so files of earlier tasks are not "
        + "there. To see what a command made, ask for both at once: `run: date > now.txt; show now.txt`.";

    public override string Goal => $"show the files {PathList.Format(Paths)}";

    public override string Title => $"show {PathList.Format(Paths)}";

    public override string? Remark => EmptyWorkspace;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps => [Clauses.ReadFiles(Paths)];
}
