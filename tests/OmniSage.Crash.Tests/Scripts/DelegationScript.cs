namespace OmniSage.Crash.Tests.Scripts;

/// <summary>A command that is done by an executor in a sandbox, and checked.</summary>
internal sealed class DelegationScript : CrashScript
{
    public override string Name => "delegated task";

    public override async Task PlayAsync(Conversation talk, CancellationToken cancellation)
    {
        await talk.OpenAsync(cancellation);
        await talk.SendAsync("work", "run: echo alpha > a.txt; cat a.txt; check: grep -q alpha a.txt", cancellation);
        await UntilAsync(talk, events => IsSettled(events, talk), "the answer with the task's result", cancellation);
    }

    public override bool IsSettled(IReadOnlyList<RecordedEvent> events, Conversation talk) =>
        !talk.IsAcknowledged("work") || TurnsEnded(events) == 2;

    public override void Check(IReadOnlyList<RecordedEvent> events)
    {
        AssertCounts(
            events,
            ("thread.opened", 1), ("message.received", 1), ("turn.started", 2), ("turn.ended", 2), ("run.started", 3),
            ("run.completed", 3), ("task.delegated", 1), ("task.finished", 1), ("message.sent", 2));
        var finished = events.Single(one => one.Type == "task.finished");
        Assert.Equal("verified", finished.Get("result.end"), ignoreCase: true);
        Assert.Contains("alpha", Answers(events).Last(), StringComparison.Ordinal);
    }
}
