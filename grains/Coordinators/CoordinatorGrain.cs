using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Memory;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Coordinators;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Runs;

namespace OmniSage.Grains.Coordinators;

[GrainType("coordinator")]
internal sealed class CoordinatorGrain(
    JournalServices services,
    RunJournal runs,
    TurnRecall recall,
    LiveRuns live,
    Courier courier,
    SeenMessages seenMessages,
    CarriedCommands carried,
    CommandCarrier carrier)
    : JournaledGrain(services), ICoordinatorGrain
{
    private ThreadId id;
    private ThreadWork work = null!;
    private Delegation delegation = null!;
    private TaskQuestions questions = null!;
    private CommandRuns commands = null!;

    private Conversation State => work.Thread.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = ThreadId.Parse(this.GetPrimaryKeyString());
        var thread = await OpenAsync<Conversation>(new(id.Tenant, JournalKind.Thread, id.Value), cancellationToken);
        var turn = thread.State.Turn is { } running
            ? await OpenAsync<RunState>(new(id.Tenant, JournalKind.Run, running.Run), cancellationToken)
            : null;
        delegation = new(id, runs, courier, Services.Ids);
        questions = new(id, thread, runs, courier, Services.Ids);
        commands = new(id, thread, runs, carrier, Services.Ids);
        work = new(id, thread, turn, runs, recall, delegation, questions, Services.Ids);
    }

    public async Task<OpenedThread> OpenAsync(OpenThread command)
    {
        var isNew = State.Opened is null;
        if (isNew)
        {
            var draft = Begin(new EventScope(id.Tenant, command.Workspace, id.Value, command.By.ToString("N")));
            draft.Append(
                work.Thread,
                Labels.Member,
                new ThreadOpened(command.Workspace, Titles.Of(command.Title), command.Mode, command.By));
            ProjectThread(draft);
            await CommitAsync(draft);
        }

        return new(ThreadViews.SummaryOf(id, State, Microseconds.ToTime(State.OpenedUs)), isNew);
    }

    public async Task<Receipt> ReceiveAsync(IncomingMessage message)
    {
        Refuse(State.Opened is null, ErrorCodes.NotFound, "There is no such thread.");
        Refuse(message.Text.Length == 0, ErrorCodes.InvalidArgument, "A message must not be empty.");
        if (await seenMessages.FindAsync(id, State, message) is { } seen) return seen;
        var draft = Begin(message.By.ToString("N"));
        var receipt = SlashCommand.Read(message.Text) is { } command
            ? await AnswerAsync(draft, command, message)
            : await TakeAsync(draft, message);
        if (message.ClientId is { } clientId)
        {
            draft.Change(ClientMessageRows.Insert(id, clientId, receipt.Message, new(id.Tenant, receipt.Run)));
        }

        ProjectThread(draft);
        await work.StartNextAsync(draft);
        await CommitAsync(draft);
        return receipt;
    }

    public async Task StepFinishedAsync(StepReport report)
    {
        if (work.Turn is not { State: { Active: { } active } } turn
            || (turn.Id.Value, active.Step, active.Attempt) != (report.Run.Value, report.Step, report.Attempt)) return;
        var draft = Begin(CallerContext.System);
        work.Report(draft, report);
        await work.AdvanceAsync(draft);
        await CommitAsync(draft);
    }

    public async Task<QuestionAnswer?> AskAsync(TaskQuestion question)
    {
        if (State.FindTask(question.Run) is not { Result: null } task) return null;
        var draft = Begin(CallerContext.System);
        var answer = questions.Ask(draft, task, question);
        await CommitAsync(draft);
        return answer;
    }

    public async Task<AnswerReceipt> AnswerAsync(AnswerQuestion answer)
    {
        if (State.FindQuestion(answer.Question) is not { } task) return new(AnswerOutcome.NotFound);
        var draft = Begin(answer.By.ToString("N"));
        var receipt = questions.Answer(draft, task, answer.Text, answer.By, Labels.Member);
        await CommitAsync(draft);
        return receipt;
    }

    public async Task ShowApprovalAsync(ApprovalRequest request)
    {
        if (State.FindTask(request.Run) is not { Result: null } task) return;
        var draft = Begin(CallerContext.System);
        questions.Show(draft, task, request);
        await CommitAsync(draft);
    }

    public async Task CommandAnsweredAsync(RunId run, string reply, Labels labels)
    {
        if (State.FindCarried(run.Value) is null) return;
        var journal = await OpenAsync<RunState>(new(id.Tenant, JournalKind.Run, run.Value), CancellationToken.None);
        var draft = Begin(CallerContext.System);
        commands.End(draft, journal, reply, labels);
        await CommitAsync(draft);
    }

    public async Task SwitchMemoryAsync(bool isOn, Guid by)
    {
        Refuse(State.Opened is null, ErrorCodes.NotFound, "There is no such thread.");
        var draft = Begin(by.ToString("N"));
        work.SwitchMemory(draft, isOn, by);
        await CommitAsync(draft);
    }

    public async Task TaskFinishedAsync(TaskId task, TaskResult result)
    {
        if (State.FindTask(task.Value) is not { Result: null } known) return;
        var draft = Begin(CallerContext.System);
        var followUp = State.BringsTurn(known, result);
        draft.Append(work.Thread, result.Labels ?? Labels.Tool, new TaskFinished(
            task.Value, known.Contract.Run, result, followUp ? Services.Ids.Next() : null));
        var run = new RunId(id.Tenant, known.Contract.Run);
        draft.Change(RunRows.Close(run, work.Thread.NextSeq));
        draft.Change(LeaseRows.Drop(run));
        if (followUp) work.ProjectQueued(draft, work.Thread.Next.Queue[^1]);
        await work.StartNextAsync(draft);
        await CommitAsync(draft);
    }

    public async Task<CancelOutcome> CancelAsync(RunId run, Guid by)
    {
        if (State.Opened is null) return CancelOutcome.NotFound;
        var tasks = State.OpenTasks
            .Where(task => run.Value == task.Contract.Run || run.Value == task.Contract.Turn)
            .ToList();
        var queued = State.Queue.FirstOrDefault(turn => turn.Run == run.Value);
        if (tasks.Count == 0 && queued is null && State.Turn?.Run != run.Value) return CancelOutcome.AlreadyEnded;
        var draft = Begin(by.ToString("N"));
        foreach (var task in tasks) delegation.Cancel(draft, work, task, by);
        if (queued is not null) work.CancelQueued(draft, queued, by);
        if (State.Turn?.Run == run.Value) work.CancelTurn(draft, by, "cancelled");
        await work.StartNextAsync(draft);
        await CommitAsync(draft);
        return CancelOutcome.Cancelled;
    }

    public async Task RecoverAsync()
    {
        if (State.Opened is null) return;
        foreach (var task in State.OpenTasks)
        {
            if (task.CancelledBy is { } by) delegation.SendCancel(task.Contract, by);
            else delegation.Start(task.Contract);
        }

        questions.TellAgain();
        var draft = Begin(CallerContext.System);
        commands.CarryAgain(draft);
        await work.RecoverAsync(draft);
        await CommitAsync(draft);
    }

    public Task WatchAsync(RunId run, IRunObserver observer)
    {
        if (run.Tenant == id.Tenant && State.Turn?.Run == run.Value) live.Watch(run, observer);
        return Task.CompletedTask;
    }

    public Task UnwatchAsync(RunId run, IRunObserver observer)
    {
        if (run.Tenant == id.Tenant) live.Unwatch(run, observer);
        return Task.CompletedTask;
    }

    public Task<ThreadStatus> GetStatusAsync() => Task.FromResult(ThreadViews.StatusOf(State));

    protected override void WakeLater() => courier.Wake(id.Tenant, RunOwner.Of(id));

    private async Task<Receipt> TakeAsync(Draft draft, IncomingMessage message)
    {
        var placement = Inbox.Place(State, message, InboxLimits.Of(runs.Options));
        if (placement is Placement.Refuse(var reason))
        {
            throw new OmniSageException(ErrorCodes.LimitReached, reason, retryable: true);
        }

        if (placement is Placement.Interrupt) work.CancelTurn(draft, message.By, "interrupted by a message");
        var run = placement is Placement.Join(var joined) ? joined : Services.Ids.Next();
        var receipt = new Receipt(Services.Ids.Next(), run);
        Append(draft, message, receipt, RunKind.Turn);
        if (work.Thread.Next.Queue.FirstOrDefault(queued => queued.Run == run) is { } waiting)
        {
            if (placement is Placement.StartTurn or Placement.Interrupt) await work.StartAsync(draft, waiting);
            else work.ProjectQueued(draft, waiting);
        }

        return receipt;
    }

    private async Task<Receipt> AnswerAsync(Draft draft, SlashCommand command, IncomingMessage message)
    {
        var receipt = new Receipt(Services.Ids.Next(), Services.Ids.Next());
        var said = new RunMessage(receipt.Message, message.Text);
        var (begun, reply) = await carried.SettleAsync(id, State, command, message, receipt.Run);
        Append(draft, message, receipt, RunKind.Command);
        reply ??= begun is null ? new Commands(work, delegation, questions).Run(draft, command, message.By) : null;
        if (begun is not null) commands.Begin(draft, said, begun);
        else commands.Answer(draft, receipt.Run, said, reply!);
        return receipt;
    }

    private void Append(Draft draft, IncomingMessage message, Receipt receipt, RunKind kind) => draft.Append(
        work.Thread, Labels.Member, ThreadViews.ReceivedOf(State, message, receipt, kind));

    private Draft Begin(string actor) => Begin(new EventScope(id.Tenant, State.Opened!.Workspace, id.Value, actor));

    private void ProjectThread(Draft draft) =>
        draft.Change(ThreadRows.Upsert(ThreadViews.SummaryOf(id, work.Thread.Next, draft.Now)));

    private static void Refuse(bool condition, string code, string message)
    {
        if (condition) throw new OmniSageException(code, message);
    }
}
