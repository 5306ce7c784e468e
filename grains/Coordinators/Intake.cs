using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Coordinators;

/// <summary>Stages what follows from a message: it joins or starts a turn, waits for one, or is a command.</summary>
internal sealed class Intake(
    ThreadId id,
    ThreadWork work,
    Delegation delegation,
    TaskQuestions questions,
    CommandRuns commands,
    CarriedCommands carried,
    InboxLimits limits,
    GuidSource ids)
{
    private Conversation State => work.Thread.State;

    /// <exception cref="OmniSageException"><see cref="ErrorCodes.LimitReached"/>: too much waits already.</exception>
    public Task<Receipt> TakeAsync(Draft draft, IncomingMessage message) =>
        SlashCommand.Read(message.Text) is { } command
            ? AnswerAsync(draft, command, message)
            : PlaceAsync(draft, message);

    private async Task<Receipt> PlaceAsync(Draft draft, IncomingMessage message)
    {
        var placement = Inbox.Place(State, message, limits);
        if (placement is Placement.Refuse(var reason))
        {
            throw new OmniSageException(ErrorCodes.LimitReached, reason, retryable: true);
        }

        if (placement is Placement.Interrupt) await work.CancelTurnAsync(draft, message.By, "interrupted by a message");
        var run = placement is Placement.Join(var joined) ? joined : ids.Next();
        var receipt = new Receipt(ids.Next(), run);
        Append(draft, message, TakenImages.Keep(draft, id, message.Images), receipt, RunKind.Turn);
        if (placement is Placement.Join) await work.AdvanceAsync(draft);
        if (work.Thread.Next.Queue.FirstOrDefault(queued => queued.Run == run) is { } waiting)
        {
            if (placement is Placement.StartTurn or Placement.Interrupt) await work.StartAsync(draft, waiting);
            else work.ProjectQueued(draft, waiting);
        }

        return receipt;
    }

    private async Task<Receipt> AnswerAsync(Draft draft, SlashCommand command, IncomingMessage message)
    {
        if (!message.Images.IsEmpty)
            throw new OmniSageException(ErrorCodes.InvalidArgument, "A command takes no pictures.");
        var receipt = new Receipt(ids.Next(), ids.Next());
        var said = new RunMessage(receipt.Message, message.Text);
        var (begun, reply) = await carried.SettleAsync(id, State, command, message, receipt.Run);
        Append(draft, message, images: null, receipt, RunKind.Command);
        if (begun is null)
            reply ??= await new Commands(work, delegation, questions).RunAsync(draft, command, message.By);
        if (begun is not null) commands.Begin(draft, said, begun);
        else commands.Answer(draft, receipt.Run, said, reply!);
        return receipt;
    }

    private void Append(
        Draft draft, IncomingMessage message, ImmutableArray<ImageRef>? images, Receipt receipt, RunKind kind) =>
        draft.Append(work.Thread, Labels.Member, ThreadViews.ReceivedOf(State, message, images, receipt, kind));
}
