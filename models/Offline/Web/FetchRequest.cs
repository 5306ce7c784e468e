using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Web;

internal sealed record FetchRequest(string Url) : WorkRequest
{
    public override string Goal => $"fetch {Url}";

    public override string Title => $"fetch {Url}";

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps =>
        [[ToolCall.Of(ToolNames.Fetch, ("url", Url))]];
}
