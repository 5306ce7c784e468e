using System.Diagnostics;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Runs;

namespace OmniSage.Grains.Executors;

/// <summary>
/// Moves a task forward: stages on a draft what follows from the agent loop, and has everything outward done once the
/// draft is durable.
/// </summary>
internal sealed class TaskWork(
    TaskId id, Journal<RunState> journal, RunJournal runs, Courier courier, Publishing publishing, GuidSource ids)
{
    private const string SandboxLost =
        "[note] The program was restarted. The sandbox is a fresh one: files are as they were last kept, which is "
        + "after each step unless its result says otherwise, and nothing that ran in the background runs any more.";

    private const string SandboxGivenBack =
        "[note] While this waited for a person, its sandbox was given back. The sandbox is a fresh one: files are as "
        + "they were last kept, and nothing that ran in the background runs any more.";

    private readonly RunOwner owner = RunOwner.Of(id);

    private readonly Asking asking = new(id, courier, ids);
    private readonly Questioning questioning = new(id, courier, ids);
    private readonly BudgetWaiting waiting = new(id, courier);

    private Calling Calls => field ??= new(id, journal, runs, owner, asking, questioning, publishing);

    public Journal<RunState> Journal => journal;

    public RunId Run { get; } = new(id.Tenant, id.Value);

    private TaskContract Contract => journal.Next.Contract!;

    private RunPlace Place => RunPlace.Of(Contract);

    public void Start(Draft draft, TaskContract contract) => draft.Append(journal, contract.Labels, new RunStarted
    {
        Kind = RunKind.Task,
        Loop = AgentLoop.Version,
        Title = contract.Title,
        Parent = contract.Turn,
        Contract = contract,
    });

    public void Park(Draft draft, string reason)
    {
        draft.Append(journal, Labels.System, new RunParked(reason));
        runs.Project(draft, journal, owner, Place);
    }

    public async Task ResumeAsync(Draft draft)
    {
        var hasWaited = journal.Next is { Waiting: not null } or { Question: not null } or { Budget.HasWaited: true };
        draft.Append(journal, Labels.System, new RunResumed());
        if (hasWaited && journal.Next.UsedSandbox && !runs.Runner.HasSandbox(Run) && !IsToldOfLoss())
            draft.Append(journal, Labels.System, new Note(SandboxGivenBack));
        await AdvanceAsync(draft);
    }

    /// <summary>Keeps the lease of a run that waits.</summary>
    public void Renew(Draft draft) => runs.Project(draft, journal, owner, Place);

    /// <summary>A run that waits for its budget would get what it waits for.</summary>
    public Task<bool> HasRoomAsync() => runs.HasRoomAsync(journal, Place);

    /// <summary>Notes that it waits for its budget no more.</summary>
    public void HasBudget(Draft draft) => waiting.End(draft, journal);

    /// <summary>Notes what a step brought.</summary>
    public Task ReportAsync(Draft draft, StepReport report)
    {
        if (report is not FileCaptured captured) return runs.ReportAsync(draft, journal, Place, report);
        publishing.Take(draft, journal, Place, captured);
        return Task.CompletedTask;
    }

    /// <summary>Notes what was decided about the call that waits.</summary>
    public void Decide(Draft draft, ApprovalDecision decision) => draft.Append(
        journal,
        decision.Status is ApprovalStatus.Expired ? Labels.System : Labels.Member,
        decision.Status is ApprovalStatus.Expired ? new ApprovalExpired(decision) : new ApprovalDecided(decision));

    /// <summary>Goes on until something from outside is needed, or the task has ended.</summary>
    public async Task AdvanceAsync(Draft draft)
    {
        while (await HasMoreAsync(draft))
        {
            // A call that is refused or done here is answered at once, and the next step follows.
        }
    }

    /// <summary>Takes the next step; whether another follows at once.</summary>
    private async Task<bool> HasMoreAsync(Draft draft)
    {
        switch (AgentLoop.Next(journal.Next, RunLimits.Of(Contract, runs.Options), draft.Now))
        {
            case NextStep.Wait:
                break;
            case NextStep.AskModel:
                var request = TaskContext.Of(journal.Next, runs.Options.OutputTokensMax);
                return await TakeAsync(draft, await runs.AskModelAsync(draft, journal, owner, Place, request));
            case NextStep.Tell(var note):
                draft.Append(journal, Labels.System, new Note(note));
                return true;
            case NextStep.CallTool(var call):
                if (await Calls.IsAnsweredAsync(draft, call)) return true;
                break;
            case NextStep.PrepareCall(var call):
                Order(draft, runs.Prepare(draft, journal, owner, Place, call));
                break;
            case NextStep.RunCheck(var command):
                Order(draft, runs.RunCheck(draft, journal, owner, Place, command));
                break;
            case NextStep.Retry:
                return await TakeAsync(draft, await runs.RetryAsync(draft, journal, owner, Place));
            case NextStep.Finish(var answer):
                await EndAsync(draft, new RunCompleted(TaskResults.Of(journal.Next, answer)));
                return false;
            case NextStep.Fail(var code, var error):
                await EndAsync(draft, new RunFailed(code, error));
                return false;
            case var next:
                throw new UnreachableException($"A task has no {next.GetType().Name}.");
        }

        runs.Project(draft, journal, owner, Place);
        return false;
    }

    /// <summary>Takes up a step whose process died, or renews the lease of one that is under way.</summary>
    public async Task RecoverAsync(Draft draft)
    {
        if (journal.Next.Active is { } active && !runs.Runner.IsActive(Run, active))
        {
            var isLast = journal.Next.Attempt >= runs.Options.AttemptsMax;
            var isUnknown = runs.EndUnknown(draft, journal, isLast);
            if (isLast && !isUnknown)
            {
                await EndAsync(draft, new RunFailed("attempts_limit", "A step was begun too often without an end."));
                return;
            }

            // One whose checks run has given its answer; to tell it more would be to ask for another.
            if (journal.Next is { UsedSandbox: true, Active: null or { Kind: not StepKind.Check } }
                && !runs.Runner.HasSandbox(Run) && !IsToldOfLoss())
            {
                draft.Append(journal, Labels.System, new Note(SandboxLost));
            }

            if (!isUnknown) await TakeAsync(draft, await runs.RetryAsync(draft, journal, owner, Place));
        }

        await AdvanceAsync(draft);
    }

    public async Task CancelAsync(Draft draft, Guid by, string reason)
    {
        runs.EndUnknown(draft, journal, isLast: true);
        draft.WhenDurable(() => runs.Runner.Cancel(Run));
        await EndAsync(draft, new RunCancelled(by, reason));
    }

    /// <summary>Lets go of what the task held here, and tells the coordinator its result.</summary>
    public void Close()
    {
        runs.Runner.EndRun(Run);
        asking.Withdraw(journal.State);
        Deliver();
    }

    /// <summary>Tells the coordinator the result until it has taken it.</summary>
    public void Deliver()
    {
        var result = TaskResults.Of(journal.State);
        var thread = new ThreadId(id.Tenant, Contract.Thread);
        courier.Send(
            id.Tenant,
            $"result {id}",
            grains => grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).TaskFinishedAsync(id, result));
    }

    /// <summary>
    /// Has the coordinator tell what it may have told a process that died before it was taken: a cancel.
    /// </summary>
    public void AskCoordinator()
    {
        var thread = new ThreadId(id.Tenant, Contract.Thread);
        courier.Send(
            id.Tenant,
            $"recover {RunOwner.Coordinator} {thread}",
            grains => grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).RecoverAsync());
    }

    /// <summary>Has people asked until that is durable elsewhere, and what they said told again.</summary>
    public void AskAgain()
    {
        asking.Send(journal.State);
        questioning.Send(journal.State);
        if (journal.State.AwaitsBudget) waiting.Send(journal.State);
    }

    /// <summary>
    /// Gives the order; where there is none, has the task wait for its budget, or ends it. Nothing follows at once.
    /// </summary>
    private async Task<bool> TakeAsync(Draft draft, StepWish wish)
    {
        if (wish.Order is { } order)
        {
            Order(draft, order);
        }
        else if (wish.Shortage is { } shortage)
        {
            waiting.Park(draft, journal, shortage);
            draft.WhenDurable(() => runs.Runner.LetGo(Run));
        }
        else
        {
            await EndAsync(draft, new RunFailed(wish.Refusal!.Code, wish.Refusal.Error));
            return false;
        }

        runs.Project(draft, journal, owner, Place);
        return false;
    }

    private async Task EndAsync(Draft draft, EventPayload end)
    {
        await runs.EndAsync(draft, journal, Place, journal.Next.Labels, end);
        draft.Change(RunRows.Upsert(Place.Summary(Run, journal.Next)));
        draft.Change(RunWorkspaceRows.Drop(Run));
        draft.Change(runs.LeaseOf(Run, owner, draft.Now));
        draft.WhenDurable(Close);
    }

    private void Order(Draft draft, StepOrder order) => draft.WhenDurable(() => runs.Runner.TryStart(order));

    /// <summary>Since anything was last done in it, so that each loss is told once.</summary>
    private bool IsToldOfLoss() =>
        journal.Next.Items.Reverse().TakeWhile(item => item is not Did).Any(item =>
            item is Told { Text: SandboxLost or SandboxGivenBack });
}
