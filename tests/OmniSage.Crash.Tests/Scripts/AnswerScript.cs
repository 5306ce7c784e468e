namespace OmniSage.Crash.Tests.Scripts;

/// <summary>A question that the coordinator answers by itself.</summary>
internal sealed class AnswerScript : CrashScript
{
    public override string Name => "answer";

    public override async Task PlayAsync(Conversation talk, CancellationToken cancellation)
    {
        await talk.OpenAsync(cancellation);
        await talk.SendAsync("question", "compute 6*7", cancellation);
        await UntilAsync(talk, events => IsSettled(events, talk), "the answer", cancellation);
    }

    public override bool IsSettled(IReadOnlyList<RecordedEvent> events, Conversation talk) =>
        !talk.IsAcknowledged("question") || TurnsEnded(events) == 1;

    public override void Check(IReadOnlyList<RecordedEvent> events)
    {
        AssertCounts(
            events,
            ("thread.opened", 1), ("message.received", 1), ("turn.started", 1), ("run.started", 1),
            ("model.responded", 1),
            ("message.sent", 1), ("run.completed", 1), ("turn.ended", 1));
        Assert.Equal(["`6*7` = 42"], Answers(events));
    }
}
