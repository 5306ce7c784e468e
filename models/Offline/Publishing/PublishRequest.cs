using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Publishing;

internal sealed record PublishRequest(ImmutableArray<Publication> Publications) : WorkRequest
{
    private const string EmptyTask =
        "Each task has files of its own, which end with it, so those of earlier tasks are not there. To publish what a "
        + "command makes, ask for both at once: `run: date > d.txt; publish d.txt`.";

    public override string Goal => string.Join('\n', Publication.Format(Publications));

    public override string Title => Publication.Format(Publications).First();

    public override string? Remark => EmptyTask;

    public override ImmutableArray<ImmutableArray<ToolCall>> Steps => [[.. Publications.Select(one => one.Call)]];
}
