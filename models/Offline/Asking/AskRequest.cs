using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Asking;

internal sealed record AskRequest(string Question) : WorkRequest
{
    public override string Goal => $"{AskPattern.Word}: {Question}";

    public override string Title => Goal;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps => [[AskPattern.CallOf(Question)]];
}
