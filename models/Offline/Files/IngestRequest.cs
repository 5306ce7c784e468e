using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Files;

internal sealed record IngestRequest(ImmutableArray<string> Paths) : WorkRequest
{
    public override string Goal => $"ingest {PathList.Format(Paths)}";

    public override string Title => Goal;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[.. Paths.Select(path => ToolCall.Of(ToolNames.Ingest, ("file", path)))]];
}
