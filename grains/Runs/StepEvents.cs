using System.Diagnostics;

namespace OmniSage.Grains.Runs;

/// <summary>What a run's journal says of the report of its step. Pure.</summary>
internal static class StepEvents
{
    public static EventPayload Of(RunState run, StepReport report, int attemptsMax) => (run.Active!.Kind, report) switch
    {
        (StepKind.Model, ModelAnswered answer) => new ModelResponded(
            answer.Step, answer.Attempt, answer.Model, answer.Text, answer.Calls, answer.Usage)
        {
            Provider = answer.Provider,
            Tries = answer.Tries,
        },
        (StepKind.Model, StepFailed failed) => new ModelFailed(
            failed.Step, failed.Attempt, failed.Code, failed.Error, failed.Retryable)
        {
            Tries = failed.Tries,
        },
        (StepKind.Tool, ToolAnswered answer) => new ToolCompleted(
            answer.Step, answer.Attempt, run.Pending[0].Id, answer.Result, answer.Workspace),
        (StepKind.Tool, StepFailed failed) => new ToolFailed(
            failed.Step, failed.Attempt, run.Pending[0].Id, failed.Code, failed.Error, CanRetry(failed, attemptsMax)),
        (StepKind.Check, ToolAnswered answer) => new StepFinished(
            answer.Step, answer.Attempt, answer.Succeeded, answer.Result),
        // A check that could not be run says nothing about the work.
        (StepKind.Check, StepFailed failed) when CanRetry(failed, attemptsMax) => new ToolFailed(
            failed.Step, failed.Attempt, RunJournal.CheckCallId, failed.Code, failed.Error, Retryable: true),
        (StepKind.Check, StepFailed failed) => new StepFinished(
            failed.Step, failed.Attempt, Succeeded: false, failed.Error),
        var (kind, other) => throw new UnreachableException($"A {kind} step cannot bring a {other.GetType().Name}."),
    };

    /// <summary>A model says what it was told; a tool says how far its answer is to be trusted.</summary>
    public static Labels LabelsOf(RunState run, StepReport report) =>
        report is ToolAnswered answer ? answer.Labels : run.Labels;

    /// <summary>A tool that failed too often is an answer to the model, so that it can find another way.</summary>
    private static bool CanRetry(StepFailed failed, int attemptsMax) =>
        failed.Retryable && failed.Attempt < attemptsMax;
}
