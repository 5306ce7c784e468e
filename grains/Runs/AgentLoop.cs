using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>
/// The agent's loop as a pure function of a run's state: ask the model, make the calls it wants, ask again, check,
/// finish. Turns and tasks follow the same loop.
/// </summary>
internal static class AgentLoop
{
    /// <summary>Pinned by every run that starts; a run goes on with the loop it started with.</summary>
    public const int Version = 5;

    /// <summary>The first version in which a turn begins with what is remembered.</summary>
    private const int RecallSince = 2;

    /// <summary>The first version that keeps what a call names before it is judged.</summary>
    private const int PrepareSince = 3;

    /// <summary>The first version whose model is asked anew when a message comes meanwhile.</summary>
    private const int SupersedeSince = 4;

    /// <summary>The first version that ends a run which goes in a circle.</summary>
    private const int RepeatsSince = 5;

    public static NextStep Next(RunState run, RunLimits limits, DateTimeOffset now) => run switch
    {
        { Started: null } or { IsEnded: true } or { Status: RunStatus.Parked } or { Active: not null } =>
            new NextStep.Wait(),
        // Before its first model request, and never again: what it is told stays the same to its end.
        { Started: { Kind: RunKind.Turn, Loop: >= RecallSince }, Recall: null } => new NextStep.Recall(),
        // An answer that is there is given, even if it took the last step or came a moment late.
        { Failure: null, Pending: [], Answer: { } answer } when NextCheck(run) is null => new NextStep.Finish(answer),
        { Started.Loop: >= RepeatsSince, Repeats: { IsEndless: true } repeats } =>
            new NextStep.Fail("loop_detected", repeats.Error),
        _ when WorkedFor(run, now) >= limits.TimeMax =>
            new NextStep.Fail("time_limit", $"The run reached its time limit of {limits.TimeMax}."),
        { Failure: { } failure } => AfterFailure(run, failure, limits),
        // A coordinator delegates and answers by itself, within the step that wanted it.
        { Pending: [{ Tool: ToolIds.TaskDelegate or ToolIds.TaskAnswer } call, ..], Started.Kind: RunKind.Turn } =>
            new NextStep.CallTool(call),
        // What was kept for it took the step.
        { Pending: [var call, ..], Prepared: { } prepared } when prepared.Call == call.Id =>
            new NextStep.CallTool(call),
        _ when run.Step >= limits.StepsMax =>
            new NextStep.Fail("steps_limit", $"The run reached its limit of {limits.StepsMax} steps."),
        { Answer: null } when run.ItemBytes >= limits.BytesMax => new NextStep.Fail(
            "size_limit", $"The run reached its limit of {limits.BytesMax} bytes of what was said and done in it."),
        { Pending: [var call, ..] } when IsPrepared(run, call) => new NextStep.PrepareCall(call),
        { Pending: [var call, ..] } => new NextStep.CallTool(call),
        _ when run.Answer is not null && NextCheck(run) is { } check => new NextStep.RunCheck(check),
        { Started.Loop: >= RepeatsSince } when run.Repeats.IsToTell(limits.RepeatsMax) =>
            new NextStep.Tell(run.Repeats.Note),
        _ => new NextStep.AskModel(),
    };

    /// <summary>
    /// Time since the start without the time it was parked, and that of attempts nobody heard of again.
    /// </summary>
    public static TimeSpan WorkedFor(RunState run, DateTimeOffset now) =>
        now - Microseconds.ToTime(run.StartedUs) - TimeSpan.FromMicroseconds(run.ParkedUs);

    /// <summary>
    /// Nobody waits for the answer that the model is about to give: a message has joined the turn. Part of the turn's
    /// steps is left for its work, however many messages come.
    /// </summary>
    public static bool IsSuperseded(RunState run, RunLimits limits) =>
        run is { Active.Kind: StepKind.Model, Started: { Kind: RunKind.Turn, Loop: >= SupersedeSince } }
        && run.Step <= limits.StepsMax / 2;

    /// <summary>It names a file, whose bytes have to be settled before anyone decides about them.</summary>
    private static bool IsPrepared(RunState run, ToolCall call) =>
        call.Tool == ToolIds.FilesPublish
        && run.Started!.Loop >= PrepareSince
        && run.Contract?.Tools.Contains(call.Tool) == true;

    private static NextStep AfterFailure(RunState run, StepFailure failure, RunLimits limits) =>
        failure.Retryable && run.Attempt < limits.AttemptsMax
            ? new NextStep.Retry()
            : new NextStep.Fail(failure.Code, failure.Error);

    private static string? NextCheck(RunState run) =>
        run.Contract is { } contract && !run.ChecksFailed && run.ChecksPassed < contract.Checks.Length
            ? contract.Checks[run.ChecksPassed]
            : null;
}
