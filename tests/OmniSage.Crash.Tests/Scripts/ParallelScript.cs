namespace OmniSage.Crash.Tests.Scripts;

/// <summary>Two tasks side by side; the one that would never end is cancelled.</summary>
internal sealed class ParallelScript : CrashScript
{
    public override string Name => "two tasks, one cancelled";

    public override async Task PlayAsync(Conversation talk, CancellationToken cancellation)
    {
        await talk.OpenAsync(cancellation);
        await talk.SendAsync("work", "run: echo first\nrun: sleep 3600", cancellation);
        await UntilAsync(talk, events => Count(events, "task.delegated") == 2, "both tasks", cancellation);
        await talk.SendAsync("cancel", "/cancel 2", cancellation);
        await UntilAsync(talk, events => IsSettled(events, talk), "the answer with both results", cancellation);
    }

    public override bool IsSettled(IReadOnlyList<RecordedEvent> events, Conversation talk) =>
        !talk.IsAcknowledged("work")
        || (talk.IsAcknowledged("cancel") ? TurnsEnded(events) == 2 : Count(events, "task.finished") == 1);

    public override void Check(IReadOnlyList<RecordedEvent> events)
    {
        AssertCounts(
            events,
            ("thread.opened", 1), ("message.received", 2), ("turn.started", 2), ("turn.ended", 2),
            ("task.delegated", 2), ("task.cancelling", 1), ("task.finished", 2), ("message.sent", 3),
            ("run.completed", 4), ("run.cancelled", 1));
        var ends = events.Where(one => one.Type == "task.finished").Select(
            one => one.Get("result.end")!.ToLowerInvariant());
        Assert.Equal(["cancelled", "unverified"], ends.Order());
        Assert.Contains("first", Answers(events).Last(), StringComparison.Ordinal);
    }
}
