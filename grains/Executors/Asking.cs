using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Executors;

/// <summary>
/// Has people asked about a task's call. The question is in the run's journal before anyone hears of it, and is sent
/// until it is durable as an approval of its own.
/// </summary>
internal sealed class Asking(TaskId id, Courier courier, GuidSource ids)
{
    /// <summary>Why a run is parked that waits for a person.</summary>
    public const string WaitsForApproval = "approval";

    /// <summary>What the model is told of a call that is not made.</summary>
    public static (string Code, string Error) Refusal(ApprovalDecision decision) =>
        decision.Status is ApprovalStatus.Expired
            ? ("approval_expired", "Nobody approved this in time. It was not done.")
            : ("denied_by_person", decision.Note.Length > 0
                ? $"A person denied this: {decision.Note}"
                : "A person denied this.");

    /// <summary>Stages the question, and that the run waits for its answer.</summary>
    public void Ask(Draft draft, Journal<RunState> journal, GateAnswer.Ask ask, TimeSpan timeMax)
    {
        var run = journal.Next;
        var request = new ApprovalRequest
        {
            Approval = ids.Next(),
            Workspace = run.Contract!.Workspace,
            Thread = run.Contract.Thread,
            Run = id.Value,
            Call = ask.Decided!.Call,
            Act = ask.Act,
            Hash = ask.Act.Hash(),
            Rule = ask.Decision.Rule,
            Why = ask.Decision.Why,
            Of = ask.Decision.Ask!.Of,
            Offer = ask.Decision.Offer,
            Labels = run.Labels,
            Title = run.Started!.Title,
            ExpiresUs = Microseconds.Of(draft.Now + timeMax),
        };
        draft.Append(journal, run.Labels, new ApprovalRequested(request));
        draft.Append(journal, Labels.System, new RunParked(WaitsForApproval));
        draft.WhenDurable(() => Send(journal.State));
    }

    /// <summary>Sends the open question, if there is one; sending it again has a decision told again.</summary>
    public void Send(RunState run)
    {
        if (run.Waiting is not { Decision: null, Request: var request }) return;
        var approval = new ApprovalId(id.Tenant, request.Approval);
        var thread = new ThreadId(id.Tenant, request.Thread);
        courier.Send(id.Tenant, $"ask {approval}", async grains =>
        {
            await grains.GetGrain<IApprovalGrain>(approval.ToGrainKey()).OpenAsync(request);
            // Last, so that whoever reads of it in the thread can decide it.
            await grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).ShowApprovalAsync(request);
        });
    }

    /// <summary>Nobody is to decide about a run that has ended.</summary>
    public void Withdraw(RunState run)
    {
        if (run.Waiting is not { Decision: null, Request: var request }) return;
        var approval = new ApprovalId(id.Tenant, request.Approval);
        courier.Send(
            id.Tenant,
            $"withdraw {approval}",
            grains => grains.GetGrain<IApprovalGrain>(approval.ToGrainKey())
                .WithdrawAsync(request, "The task has ended."));
    }
}
