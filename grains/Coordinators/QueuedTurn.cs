using System.Text.Json.Serialization;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// A turn that waits: for messages, or to take the results of tasks of the turn <paramref name="Parent"/>.
/// </summary>
internal sealed record QueuedTurn(
    Guid Run,
    QueueMode Mode,
    Guid By,
    ImmutableArray<RunMessage> Messages,
    ImmutableArray<TaskReport> Results,
    Guid? Parent = null,
    bool IsShared = false)
{
    /// <summary>Turns before it that followed tasks, without a person saying anything since.</summary>
    public int Depth { get; init; }

    /// <summary>What its run is called.</summary>
    [JsonIgnore]
    public string Title => Messages is [var first, ..]
        ? Titles.Of(first.Text)
        : $"Results of {Results.Length} task{(Results.Length == 1 ? "" : "s")}";

    /// <summary>How its run begins, with today's loop.</summary>
    public RunStarted ToStart() => new()
    {
        Kind = RunKind.Turn,
        Loop = AgentLoop.Version,
        Title = Title,
        Parent = Parent,
        Messages = Messages,
        Results = Results,
    };

    /// <summary>A turn is made of all that was said before, and of what its tasks brought.</summary>
    public Labels LabelsAfter(Conversation thread) => Results.Aggregate(
        Labels.Member.Join(thread.Talk.Labels).Join(thread.Digest.Labels),
        (labels, result) => labels.Join(result.Labels ?? Labels.Tool));
}
