namespace OmniSage.Grains.Tests.Runs;

/// <summary>Runs for tables: each event a second after the one before, from second 1.</summary>
internal static class RunStates
{
    public static RunLimits Limits { get; } = new(
        StepsMax: 10, TimeSpan.FromMinutes(10), AttemptsMax: 3, BytesMax: 1 << 20);

    public static RunState Turn { get; } = After(RunState.Empty, new RunStarted
    {
        Kind = RunKind.Turn, Loop = 1, Title = "t", Messages = [new(Ids.Of(1), "hello")],
    });

    public static RunState TaskWith(params ImmutableArray<string> checks) => After(RunState.Empty, new RunStarted
    {
        Kind = RunKind.Task, Loop = 1, Title = "t", Contract = Coordinators.Threads.Contract(30, 20, checks),
    });

    public static RunState After(this RunState before, params ReadOnlySpan<EventPayload> events)
    {
        var run = before;
        foreach (var payload in events) run = run.Apply(payload, run.UpdatedUs + 1_000_000);
        return run;
    }

    public static StepStarted Begun(int step, StepKind kind = StepKind.Model, int attempt = 1) =>
        new(step, attempt, kind);

    public static ModelResponded Said(int step, string text, params ImmutableArray<ToolCall> calls) =>
        new(step, 1, "m", text, calls, new(1, 1));

    public static ModelFailed Broke(int step, bool retryable, int attempt = 1) =>
        new(step, attempt, "broke", "It broke.", retryable);

    public static ToolCall Shell(string id = "c1") => new(id, "shell.run", "{}");

    public static ToolCall Delegate(string id = "c1") => new(id, "task.delegate", "{}");

    public static NextStep Next(this RunState run, RunLimits? limits = null, TimeSpan later = default) =>
        AgentLoop.Next(run, limits ?? Limits, Microseconds.ToTime(run.UpdatedUs) + later);
}
