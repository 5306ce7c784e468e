using static OmniSage.Grains.Tests.Runs.RunStates;

namespace OmniSage.Grains.Tests.Runs;

/// <summary>Writes random events of a run that could follow one another, as the loop would have them.</summary>
internal sealed class RunWriter
{
    private readonly List<EventPayload> events;
    private RunState now;

    public RunWriter(bool isTask)
    {
        now = isTask ? TaskWith("one", "two") : Turn;
        events = [now.Started!];
    }

    public IReadOnlyList<EventPayload> Events => events;

    public void Next(Random random)
    {
        foreach (var payload in Choose(random))
        {
            events.Add(payload);
            now = now.Apply(payload, now.UpdatedUs + 1_000_000);
        }
    }

    private EventPayload[] Choose(Random random) => now switch
    {
        { IsEnded: true } => [],
        { Status: RunStatus.Parked } => [new RunResumed()],
        { Active: { } active } => Report(active, random),
        _ => now.Next() switch
        {
            NextStep.AskModel when random.Next(10) == 0 => [new RunParked("place")],
            NextStep.AskModel => [new ModelRequested(now.Step + 1, "executor", ["ab"], 10), Begun(now.Step + 1)],
            NextStep.CallTool(var call) =>
                [new ToolRequested(now.Step + 1, call, 1), Begun(now.Step + 1, StepKind.Tool)],
            NextStep.RunCheck => [Begun(now.Step + 1, StepKind.Check)],
            NextStep.Retry => [new StepStarted(now.Step, now.Attempt + 1, now.Kind)],
            NextStep.Finish => [new RunCompleted(new() { End = TaskEnd.Verified, Summary = "s" })],
            NextStep.Fail(var code, var error) => [new RunFailed(code, error)],
            _ => [new RunCancelled(Ids.Of(1), "x")],
        },
    };

    private EventPayload[] Report(ActiveStep active, Random random) => (active.Kind, random.Next(4)) switch
    {
        (_, 0) => [new Note("n"), new StepStarted(active.Step, active.Attempt + 1, active.Kind)],
        (StepKind.Model, 1) => [Broke(active.Step, random.Next(2) == 0, active.Attempt)],
        (StepKind.Model, 2) => [Said(active.Step, "", Shell("a"), Shell("b"))],
        (StepKind.Model, _) => [Said(active.Step, "text")],
        (StepKind.Tool, var kind) => kind == 1
            ? [new ToolFailed(active.Step, active.Attempt, now.Pending[0].Id, "x", "X.", random.Next(2) == 0)]
            : [new ToolCompleted(active.Step, active.Attempt, now.Pending[0].Id, "{}", "ab")],
        (_, var kind) => [new StepFinished(active.Step, active.Attempt, kind != 1, "r")],
    };
}
