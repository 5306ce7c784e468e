using System.Diagnostics;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>What a run's journal says of the report of its step. Pure.</summary>
internal static class StepEvents
{
    /// <param name="run">The run.</param>
    /// <param name="report">What its step brought.</param>
    /// <param name="attemptsMax">Attempts of a step at the most.</param>
    /// <param name="tool">Of a tool's step, what the tool is; null when there is none of that name.</param>
    public static EventPayload Of(
        RunState run, StepReport report, int attemptsMax, ToolManifest? tool) => (run.Active!.Kind, report) switch
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
        (StepKind.Tool, StepFailed failed) when UnknownOutcome.Follows(tool, failed, attemptsMax) =>
            Unknown(run, failed.Attempt),
        (StepKind.Tool or StepKind.Prepare, StepFailed failed) => new ToolFailed(
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

    /// <summary>Nobody knows what became of the call under way, and it is not made again.</summary>
    public static ToolFailed Unknown(RunState run, int attempt) => new(
        run.Step, attempt, run.Pending[0].Id, UnknownOutcome.Code, UnknownOutcome.Error, Retryable: false);

    /// <summary>The attempt of a model step that nobody will hear of again.</summary>
    public static ModelFailed Interrupted(RunState run) => new(
        run.Step, run.Attempt, "interrupted", "The program was restarted while the model answered.", Retryable: true);

    /// <summary>A model says what it was told; a tool says how far its answer is to be trusted.</summary>
    public static Labels LabelsOf(RunState run, StepReport report) =>
        report is ToolAnswered answer ? answer.Labels : run.Labels;

    /// <summary>A tool that failed too often is an answer to the model, so that it can find another way.</summary>
    private static bool CanRetry(StepFailed failed, int attemptsMax) =>
        failed.Retryable && failed.Attempt < attemptsMax;
}
