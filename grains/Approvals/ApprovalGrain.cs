using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Schemas;
using OmniSage.Storage.Approvals;
using Orleans.Runtime;

namespace OmniSage.Grains.Approvals;

[GrainType("approval")]
internal sealed class ApprovalGrain(
    JournalServices services,
    Courier courier,
    CallGate gate,
    ToolCatalog tools,
    Publishing publishing,
    AgentDesk agents,
    IHistory history)
    : JournaledGrain(services), IApprovalGrain
{
    private const string ReminderName = "approval";

    /// <summary>How often an overdue or undelivered approval is looked at again.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private ApprovalId id;
    private Journal<ApprovalState> journal = null!;

    private ApprovalState State => journal.State;

    private DateTimeOffset Now => Services.Time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = ApprovalId.Parse(this.GetPrimaryKeyString());
        journal = await OpenAsync<ApprovalState>(new(id.Tenant, JournalKind.Approval, id.Value), cancellationToken);
    }

    public async Task OpenAsync(ApprovalRequest request)
    {
        if (State.Request is null)
        {
            // Before it is durable, so that none is ever without: a reminder of nothing ends itself.
            var due = Microseconds.ToTime(request.ExpiresUs) - Now;
            await this.RegisterOrUpdateReminder(ReminderName, due > TimeSpan.Zero ? due : Period, Period);
            var draft = Begin(request, CallerContext.System);
            draft.Append(journal, request.Labels, new ApprovalRequested(request));
            await CommitAsync(draft, request);
        }
        else
        {
            await LapseAsync();
            if (State.Decision is { } decision) Deliver(State.Request, decision);
        }
    }

    public async Task<DecideReceipt> DecideAsync(DecideApproval decision)
    {
        await LapseAsync();
        var (outcome, isNew) = State.Judge(decision, Now);
        if (!isNew) return new(outcome);
        var request = State.Request!;
        var act = request.Act;
        if (decision is { Allow: true, Arguments: { } edited })
        {
            if (await WhyRefusedAsync(request, edited) is { } why) return new(DecideOutcome.Refused, why);
            act = act.With(edited);
        }

        var taken = new ApprovalDecision
        {
            Approval = id.Value,
            Status = decision.Allow ? ApprovalStatus.Allowed : ApprovalStatus.Denied,
            By = decision.By,
            Note = decision.Note,
            Act = act,
            Hash = act.Hash(),
            IsEdited = act != request.Act,
        };
        await MakeGrantAsync(request, taken);
        // From now on it is there for the delivery.
        await this.RegisterOrUpdateReminder(ReminderName, Period, Period);
        var draft = Begin(request, decision.By.ToString("N"));
        draft.Append(journal, Labels.Member, new ApprovalDecided(taken));
        draft.WhenDurable(() => Deliver(request, taken));
        await CommitAsync(draft, request);
        return new(outcome);
    }

    public async Task WithdrawAsync(ApprovalRequest request, string reason)
    {
        if (State.Request is not null && !State.IsOpen) return;
        var draft = Begin(request, CallerContext.System);
        // One that was never asked is noted too, so that a late wish to ask finds it ended.
        if (State.Request is null) draft.Append(journal, request.Labels, new ApprovalRequested(request));
        draft.Append(journal, Labels.System, new ApprovalWithdrawn(reason));
        await CommitAsync(draft, request);
        await ForgetReminderAsync();
    }

    public Task DeliveredAsync() => State.IsOpen ? Task.CompletedTask : ForgetReminderAsync();

    public async Task<ApprovalView?> GetAsync()
    {
        await LapseAsync();
        return State.Request is { } request
            ? new(request, State.Status, State.Decision, State.RequestedUs, State.UpdatedUs)
            : null;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await LapseAsync();
        if (State is { Request: { } request, Decision: { } decision }) Deliver(request, decision);
        else if (!State.IsOpen) await ForgetReminderAsync();
    }

    /// <summary>
    /// A grant from an approval is there before the approval is: whoever is asked once is asked once, also when the
    /// process dies in between. The approval's id is the grant's, so it is made once.
    /// </summary>
    private async Task MakeGrantAsync(ApprovalRequest request, ApprovalDecision taken)
    {
        if (taken is not { Status: ApprovalStatus.Allowed, IsEdited: false } || request.Offer is not { } terms) return;
        var workspace = new WorkspaceId(id.Tenant, request.Workspace);
        await GrainFactory.GetGrain<IWorkspaceGrain>(workspace.ToGrainKey())
            .MakeGrantAsync(new(id.Value, terms, taken.By!.Value));
    }

    /// <summary>Why these arguments cannot be used instead, with the places; null when they can.</summary>
    private async Task<string?> WhyRefusedAsync(ApprovalRequest request, string arguments)
    {
        if (tools.FindManifest(request.Act.Tool) is { } manifest
            && SchemaCheck.WhyNot(manifest.JudgedSchema, arguments) is { } fault)
        {
            return fault;
        }

        if (request.Act.Tool == ToolIds.FilesPublish)
        {
            var workspace = new WorkspaceId(id.Tenant, request.Workspace);
            if (await publishing.WhyRefusedAsync(workspace, request.Act.Arguments, arguments) is { } why) return why;
        }

        var workspaceId = new WorkspaceId(id.Tenant, request.Workspace);
        var thread = await history.FindThreadAsync(new(id.Tenant, request.Thread), CancellationToken.None);
        var agent = await agents.FindAsync(workspaceId, thread?.Agent ?? BuiltInAgent.IdIn(request.Workspace));
        var answer = await gate.JudgeAsync(
            new()
            {
                Agent = agent.PolicyName,
                Run = new(id.Tenant, request.Run),
                Step = 0,
                Workspace = workspaceId,
                By = Guid.ParseExact(request.Act.Actor, "N"),
                Tools = tools.ForExecutors,
                Call = new(request.Call, request.Act.Tool, arguments),
                Labels = request.Labels,
                CanWait = true,
                // What is edited passes by this approval, and by no grant.
                IsTrial = true,
            },
            Now);
        return (answer as GateAnswer.Refuse)?.Error;
    }

    private async Task LapseAsync()
    {
        if (!State.IsDue(Now)) return;
        var (request, lapsed) = (State.Request!, State.Lapse());
        var draft = Begin(request, CallerContext.System);
        draft.Append(journal, Labels.System, new ApprovalExpired(lapsed));
        draft.WhenDurable(() => Deliver(request, lapsed));
        await CommitAsync(draft, request);
    }

    /// <summary>Tells the run until it has taken it.</summary>
    private void Deliver(ApprovalRequest request, ApprovalDecision decision)
    {
        var task = new TaskId(id.Tenant, request.Run);
        courier.Send(id.Tenant, $"decision {id}", async grains =>
        {
            await grains.GetGrain<IExecutorGrain>(task.ToGrainKey()).ApprovalDecidedAsync(decision);
            await grains.GetGrain<IApprovalGrain>(id.ToGrainKey()).DeliveredAsync();
        });
    }

    private async Task ForgetReminderAsync()
    {
        if (await this.GetReminder(ReminderName) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private Draft Begin(ApprovalRequest request, string actor) =>
        Begin(new EventScope(id.Tenant, request.Workspace, request.Thread, actor));

    private Task CommitAsync(Draft draft, ApprovalRequest request)
    {
        var next = journal.Next;
        draft.Change(ApprovalRows.Upsert(new()
        {
            Id = id,
            Workspace = request.Workspace,
            Thread = request.Thread,
            Run = request.Run,
            Status = next.Status,
            Tool = request.Act.Tool,
            Target = Titles.Of(request.Act.Arguments),
            Hash = request.Hash,
            CreatedUs = next.RequestedUs,
            ExpiresUs = request.ExpiresUs,
            UpdatedUs = next.UpdatedUs,
        }));
        return CommitAsync(draft);
    }
}
