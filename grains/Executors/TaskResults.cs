using System.Diagnostics;
using System.Text;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Executors;

/// <summary>What a task brought, as its coordinator gets to know it. Pure.</summary>
internal static class TaskResults
{
    /// <summary>Of a task that gives its answer.</summary>
    public static TaskResult Of(RunState run, string answer)
    {
        var bytesMax = run.Contract!.Limits.SummaryBytesMax;
        return new()
        {
            End = run.ChecksFailed ? TaskEnd.Failed
                : run.Contract.Checks.IsEmpty ? TaskEnd.Unverified
                : TaskEnd.Verified,
            Summary = Encoding.UTF8.GetByteCount(answer) <= bytesMax ? answer : Utf8Text.Cut(answer, bytesMax),
            Labels = run.Labels,
        };
    }

    /// <summary>Of a task that has ended.</summary>
    public static TaskResult Of(RunState run) => run switch
    {
        { Result: { } result } => result,
        { Status: RunStatus.Cancelled } => new() { End = TaskEnd.Cancelled, Summary = "The task was cancelled." },
        { Failure: { } failure } => new() { End = TaskEnd.Failed, Summary = failure.Error },
        _ => throw new UnreachableException("A run that ended has a result, a failure or a cancellation."),
    };
}
