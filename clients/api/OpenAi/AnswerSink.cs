using OmniSage.Api.Events;
using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Makes an answer of a thread's events, and has a writer, if there is one, say it as it comes. Without a writer only
/// what is durable counts. What comes behind the end of the answer is none of it.
/// </summary>
internal sealed class AnswerSink : IEventSink
{
    private readonly IAnswerWriter? writer;
    private readonly AnswerHead head;
    private MessageSent? sentByRoot;
    private bool hasBegun;

    public AnswerSink(AnswerHead head, Progress progress, string cursor, IAnswerWriter? writer)
    {
        this.writer = writer;
        this.head = head;
        (Progress, Cursor) = (progress, cursor);
        Text = new(head.Ask.CharsMax, piece => writer?.Write(piece));
    }

    public Progress Progress { get; private set; }

    public AnswerText Text { get; }

    /// <summary>Where the answer ends in the thread, for who reads on there.</summary>
    public string Cursor { get; private set; }

    public bool IsOver => Text.IsCut || Progress.IsOver;

    /// <summary>The last message of the thread.</summary>
    public MessageReceived? Newest { get; private set; }

    public long Unflushed => writer?.Unflushed ?? 0;

    public AgentAnswer ToAnswer() => new(
        Progress.ReceivedUs > 0 ? head with { CreatedUs = Progress.ReceivedUs } : head,
        Text.ToString(),
        Text.IsCut,
        Progress.Usage);

    /// <summary>What the message wished for is decided, so that there is more to come.</summary>
    public void Decide() => Progress = Progress.Decide();

    /// <summary>Once, however often the thread is read on.</summary>
    public void WriteOpening()
    {
        if (hasBegun) return;
        hasBegun = true;
        writer?.Begin(head);
    }

    public void WriteHeartbeat() => writer?.WriteHeartbeat();

    public void Write(StoredEvent recorded, string id)
    {
        if (recorded.Payload.IsEmpty || !IsOfInterest(recorded.Type)) return;
        var payload = EventTypes.Read(recorded.Type, recorded.Schema, recorded.Payload.Span);
        if (payload is MessageReceived received) Newest = received;
        if (IsOver) return;
        var isTurn = Progress.Turns.Contains(recorded.Journal.Value);
        if (Progress.HasBegun) Say(recorded, payload, isTurn);
        Progress = Progress.Apply(recorded, payload);
        Cursor = id;
    }

    public void Write(LiveOutput piece)
    {
        if (writer is null || IsOver || piece.Channel is not LiveChannel.Answer) return;
        if (Progress.HasBegun && Progress.Turns.Contains(piece.Run.Value)) Text.Hear(piece);
    }

    public Task FlushAsync(CancellationToken cancellation) =>
        writer?.FlushAsync(cancellation) ?? Task.CompletedTask;

    private void Say(StoredEvent recorded, EventPayload payload, bool isTurn)
    {
        switch (payload)
        {
            case ModelResponded said when isTurn:
                Text.Responded(recorded.Journal.Value, said.Step, said.Text);
                break;
            case ModelFailed failed when isTurn:
                Text.Dropped(recorded.Journal.Value, failed.Step);
                break;
            case StepSuperseded before when isTurn:
                Text.Dropped(recorded.Journal.Value, before.Step);
                break;
            // Whether the turn failed, which is told as an error, is only sure once it has ended.
            case MessageSent sent when sent.Run == Progress.Root && Progress.Turns.Contains(sent.Run):
                sentByRoot = sent;
                break;
            case MessageSent sent:
                Text.Sent(sent.Run, sent.Text);
                break;
            case TurnEnded ended when ended.Run == sentByRoot?.Run && Progress.Failure is null:
                Text.Sent(ended.Run, sentByRoot.Text);
                break;
            default:
                break;
        }
    }

    /// <summary>Others are many, and say nothing here.</summary>
    private static bool IsOfInterest(string type) => type is "message.received" or "message.sent" or "turn.ended"
        or "task.delegated" or "task.finished" or "talk.summarising" or "question.asked" or "question.answered"
        or "question.expired" or "approval.requested" or "approval.decided" or "approval.expired"
        or "command.begun" or "model.responded" or "model.failed"
        or "step.superseded" or "run.parked" or "run.resumed" or "run.failed" or "run.cancelled";
}
