using OmniSage.GrainInterfaces.Admission;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Executors;

[GrainType("executor")]
internal sealed class ExecutorGrain(
    JournalServices services, RunJournal runs, LiveRuns live, Courier courier, Publishing publishing)
    : JournaledGrain(services), IExecutorGrain
{
    /// <summary>Why a run is parked that waits for one of its tenant's places.</summary>
    public const string WaitsForPlace = "place";

    /// <summary>Grants of more budget that one run may have.</summary>
    public const int GrantsMax = 100;

    private TaskId id;
    private TaskWork work = null!;
    private bool hasAskedCoordinator;

    private RunState State => work.Journal.State;

    private bool NeedsNoPlace => State.IsEnded || State.AwaitsPerson;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = TaskId.Parse(this.GetPrimaryKeyString());
        // A task and its run share their id, so that whoever wakes the executor need not know more.
        var journal = await OpenAsync<RunState>(new(id.Tenant, JournalKind.Run, id.Value), cancellationToken);
        work = new(id, journal, runs, courier, publishing, Services.Ids);
    }

    public async Task StartAsync(TaskContract contract)
    {
        if (State.IsEnded)
        {
            // The coordinator would not tell it again if it had the result.
            work.Deliver();
        }
        else if (State.Started is null)
        {
            var draft = Begin(contract);
            work.Start(draft, contract);
            if (await RequestPlaceAsync(contract)) await work.AdvanceAsync(draft);
            else work.Park(draft, WaitsForPlace);
            await CommitAsync(draft);
            if (NeedsNoPlace) await ReleaseAsync();
        }
    }

    public async Task PlaceGrantedAsync()
    {
        // A grant that comes late, or once more, may be of a place that was given back since.
        if (State is { Status: RunStatus.Parked, AwaitsPerson: false } && await RequestPlaceAsync(State.Contract!))
        {
            var draft = Begin(State.Contract!);
            await work.ResumeAsync(draft);
            await CommitAsync(draft);
        }

        if (State.Started is null || NeedsNoPlace) await ReleaseAsync();
    }

    public async Task ApprovalDecidedAsync(ApprovalDecision decision)
    {
        if (!State.AwaitsDecision || State.Waiting!.Request.Approval != decision.Approval) return;
        await GoOnAsync(draft => work.Decide(draft, decision));
    }

    public async Task QuestionAnsweredAsync(QuestionAnswer answer)
    {
        if (!State.AwaitsAnswer || State.Question!.Question.Question != answer.Question) return;
        await GoOnAsync(draft => Questioning.Take(draft, work.Journal, answer));
    }

    public async Task<GrantOutcome> GrantBudgetAsync(Guid grant, Amount amount, Guid by)
    {
        if (State.Started is null) return GrantOutcome.NotFound;
        if (State.Budget.Grants.Contains(grant)) return GrantOutcome.Granted;
        if (State.IsEnded) return GrantOutcome.AlreadyEnded;
        if (State.Budget.Grants.Length >= GrantsMax) return GrantOutcome.TooMany;
        var draft = Begin(State.Contract!);
        draft.Append(work.Journal, Labels.Member, new BudgetGranted(grant, amount, by));
        await CommitAsync(draft);
        if (State.AwaitsBudget) await TryAgainAsync();
        return GrantOutcome.Granted;
    }

    public async Task StepFinishedAsync(StepReport report)
    {
        if (State.Active is not { } active || (active.Step, active.Attempt) != (report.Step, report.Attempt)) return;
        var draft = Begin(State.Contract!);
        await work.ReportAsync(draft, report);
        await work.AdvanceAsync(draft);
        await CommitAsync(draft);
        if (NeedsNoPlace) await ReleaseAsync();
    }

    public async Task<CancelOutcome> CancelAsync(Guid by, string reason)
    {
        if (State.Started is null) return CancelOutcome.NotFound;
        if (State.IsEnded) return CancelOutcome.AlreadyEnded;
        var draft = Begin(State.Contract!);
        await work.CancelAsync(draft, by, reason);
        await CommitAsync(draft);
        await ReleaseAsync();
        return CancelOutcome.Cancelled;
    }

    public async Task RecoverAsync()
    {
        if (State.Contract is not { } contract) return;
        if (State.IsEnded)
        {
            // What followed from the end may not have been done when that was written.
            work.Close();
            await ReleaseAsync();
            return;
        }

        if (!hasAskedCoordinator) work.AskCoordinator();
        hasAskedCoordinator = true;
        if (State.AwaitsPerson) work.AskAgain();
        if (State.AwaitsBudget && await TryAgainAsync()) return;
        var hasPlace = !State.AwaitsPerson && await RequestPlaceAsync(contract);
        var draft = Begin(contract);
        if (State.Status != RunStatus.Parked) await work.RecoverAsync(draft);
        else if (hasPlace) await work.ResumeAsync(draft);
        else work.Renew(draft);
        await CommitAsync(draft);
        if (NeedsNoPlace) await ReleaseAsync();
    }

    public Task WatchAsync(RunId run, IRunObserver observer)
    {
        if (run == work.Run && State is { Started: not null, IsEnded: false }) live.Watch(run, observer);
        return Task.CompletedTask;
    }

    public Task UnwatchAsync(RunId run, IRunObserver observer)
    {
        if (run == work.Run) live.Unwatch(run, observer);
        return Task.CompletedTask;
    }

    protected override void WakeLater() => courier.Wake(id.Tenant, RunOwner.Of(id));

    /// <summary>Goes on where the budget has room again; whether it has.</summary>
    private async Task<bool> TryAgainAsync()
    {
        if (!await work.HasRoomAsync()) return false;
        await GoOnAsync(work.HasBudget);
        return true;
    }

    /// <summary>Goes on with what a person said, once there is a place for it.</summary>
    private async Task GoOnAsync(Action<Draft> note)
    {
        var contract = State.Contract!;
        var hasPlace = await RequestPlaceAsync(contract);
        var draft = Begin(contract);
        note(draft);
        if (hasPlace) await work.ResumeAsync(draft);
        else work.Park(draft, WaitsForPlace);
        await CommitAsync(draft);
        if (NeedsNoPlace) await ReleaseAsync();
    }

    private Draft Begin(TaskContract contract) =>
        Begin(new EventScope(id.Tenant, contract.Workspace, contract.Thread, CallerContext.System));

    private Task<bool> RequestPlaceAsync(TaskContract contract) => Admission.RequestAsync(id, contract.Priority);

    private Task ReleaseAsync() => Admission.ReleaseAsync(id);

    private IAdmissionGrain Admission => GrainFactory.GetGrain<IAdmissionGrain>(id.Tenant.ToGrainKey());
}
