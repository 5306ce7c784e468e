using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

/// <param name="Paths">Files of the workspace, or ids of artifacts.</param>
/// <param name="Then">What is to be done once they are in the task.</param>
internal sealed record IngestRequest(ImmutableArray<string> Paths, WorkRequest? Then) : WorkRequest
{
    public override string Goal => Then is null ? Taking : $"{Taking}; {Then.Goal}";

    public override string Title => Then?.Title ?? Taking;

    public override ImmutableArray<string> Checks => Then?.Checks ?? [];

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
    [
        [.. Paths.Select(path => ToolCall.Of(ToolNames.Ingest, ("file", path)))],
        .. Then?.Steps ?? [],
    ];

    private string Taking => $"ingest {PathList.Format(Paths)}";
}
