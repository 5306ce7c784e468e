using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Coordinators.Summaries;
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
    CommandCarrier carrier,
    ThreadSummaries allSummaries)
    : JournaledGrain(services), ICoordinatorGrain
{
    private ThreadId id;
    private ThreadWork work = null!;
    private Delegation delegation = null!;
    private TaskQuestions questions = null!;
    private CommandRuns commands = null!;
    private Intake intake = null!;
    private SummaryWork summaries = null!;

    private Conversation State => work.Thread.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = ThreadId.Parse(this.GetPrimaryKeyString());
        var thread = await OpenAsync<Conversation>(new(id.Tenant, JournalKind.Thread, id.Value), cancellationToken);
        var turn = thread.State.Turn is { } running
            ? await OpenRunAsync(running.Run)
            : null;
        summaries = await allSummaries.OpenAsync(id, thread, OpenRunAsync);
        delegation = new(id, runs, courier, Services.Ids);
        questions = new(id, thread, runs, courier, Services.Ids);
        commands = new(id, thread, runs, carrier, Services.Ids);
        work = new(id, thread, turn, runs, recall, delegation, questions, Services.Ids);
        intake = new(
            id, work, delegation, questions, commands, carried, InboxLimits.Of(runs.Options), Services.Ids);
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
                new ThreadOpened(
                    command.Workspace, Titles.Of(command.Title), command.Mode, command.By, command.Agent));
            if (command.Agent is { } agent) draft.Change(ThreadAgentRows.Insert(id, agent));
            draft.ProjectThread(id, work.Thread.Next);
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
        var receipt = await intake.TakeAsync(draft, message);
        if (message.ClientId is { } clientId)
        {
            draft.Change(ClientMessageRows.Insert(id, clientId, receipt.Message, new(id.Tenant, receipt.Run)));
        }

        draft.ProjectThread(id, work.Thread.Next);
        await work.StartNextAsync(draft);
        await summaries.StageAsync(draft);
        await CommitAsync(draft);
        return receipt;
    }

    public async Task StepFinishedAsync(StepReport report)
    {
        var isOfSummary = summaries.Awaits(report);
        if (!isOfSummary
            && (work.Turn is not { State: { Active: { } active } } turn
            || (turn.Id.Value, active.Step, active.Attempt) != (report.Run.Value, report.Step, report.Attempt))) return;
        var draft = Begin(CallerContext.System);
        if (isOfSummary)
        {
            await summaries.ReportAsync(draft, report);
        }
        else
        {
            work.Report(draft, report);
            await work.AdvanceAsync(draft);
        }

        await summaries.StageAsync(draft);
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
        var journal = await OpenRunAsync(run.Value);
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

    public async Task<bool> ForgetTalkAsync(ImmutableArray<Guid> runs)
    {
        if (State.Opened is null) return true;
        var draft = Begin(CallerContext.System);
        var isDone = await summaries.ForgetAsync(draft, runs);
        await CommitAsync(draft);
        return isDone;
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
        var isSummary = summaries.Has(run);
        if (tasks.Count == 0 && queued is null && !isSummary && State.Turn?.Run != run.Value)
        {
            return CancelOutcome.AlreadyEnded;
        }

        var draft = Begin(by.ToString("N"));
        if (isSummary) summaries.Cancel(draft, by);
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
        await summaries.RecoverAsync(draft);
        await CommitAsync(draft);
    }

    public Task WatchAsync(RunId run, IRunObserver observer)
    {
        if (summaries.Has(run) || (run.Tenant == id.Tenant && State.Turn?.Run == run.Value)) live.Watch(run, observer);
        return Task.CompletedTask;
    }

    public Task UnwatchAsync(RunId run, IRunObserver observer)
    {
        if (run.Tenant == id.Tenant) live.Unwatch(run, observer);
        return Task.CompletedTask;
    }

    public Task<ThreadStatus> GetStatusAsync() => Task.FromResult(ThreadViews.StatusOf(State));

    protected override void WakeLater() => courier.Wake(id.Tenant, RunOwner.Of(id));

    private Draft Begin(string actor) => Begin(new EventScope(id.Tenant, State.Opened!.Workspace, id.Value, actor));

    private Task<Journal<RunState>> OpenRunAsync(Guid run) =>
        OpenAsync<RunState>(new(id.Tenant, JournalKind.Run, run), CancellationToken.None);

    private static void Refuse(bool condition, string code, string message)
    {
        if (condition) throw new OmniSageException(code, message);
    }
}
