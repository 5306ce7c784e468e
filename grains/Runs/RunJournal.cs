using Microsoft.Extensions.Options;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Runs;

/// <summary>
/// How the owner of a run writes its journal: events together with the run's row, its lease, and the parts of its
/// model requests. The same for turns and for tasks.
/// </summary>
internal sealed class RunJournal(
    StepRunner runner,
    StoredParts parts,
    ToolCatalog catalog,
    CallGate gate,
    RunFunds funds,
    AgentDesk agents,
    Incarnation incarnation,
    IOptions<AgentOptions> options)
{
    private readonly StepOrders orders = new(catalog, options.Value);

    /// <summary>Waits before the second attempt of a step, doubled for each further one.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Stands for a check where an event names a call.</summary>
    public const string CheckCallId = "check";

    public AgentOptions Options => options.Value;

    public StepRunner Runner => runner;

    public ToolCatalog Catalog => catalog;

    /// <summary>The agent whose work it is, as the settings have it now.</summary>
    public ValueTask<AgentProfile> FindAgentAsync(TenantId tenant, RunPlace place) => agents.FindAsync(tenant, place);

    /// <summary>
    /// Judges the call that the run wants next, and stages what policy says of it. An approval, where there is one,
    /// is what a person decided about this very call. What its agent may not call is not there for a coordinator; a
    /// task's contract says it for a task.
    /// </summary>
    public async Task<GateAnswer> JudgeAsync(Draft draft, Journal<RunState> journal, RunPlace place, ToolCall call)
    {
        var run = journal.Next;
        var agent = await agents.FindAsync(journal.Id.Tenant, place);
        var tools = run.Contract?.Tools ?? agent.CoordinatorTools;
        if (!tools.Contains(call.Tool) && catalog.ForCoordinators.Contains(call.Tool))
            return new GateAnswer.Refuse(ToolErrors.NoSuchTool, ToolErrors.NoSuch(call.Tool), null);
        var answer = await gate.JudgeAsync(
            new()
            {
                Run = new(journal.Id.Tenant, journal.Id.Value),
                Step = run.Step + 1,
                Workspace = new(journal.Id.Tenant, place.Workspace),
                By = place.By,
                Agent = agent.PolicyName,
                Tools = tools,
                Call = call,
                Labels = run.Labels,
                CanWait = run.Contract is not null,
                Asked = run.Waiting,
            },
            draft.Now);
        if (answer.Decided is { } decided) draft.Append(journal, Labels.System, decided);
        return answer;
    }

    /// <summary>Stages that the call is not made, which the model gets to read.</summary>
    public static void Refuse(Draft draft, Journal<RunState> journal, ToolCall call, string code, string error) =>
        draft.Append(journal, Labels.System, new ToolFailed(
            journal.Next.Step, 1, call.Id, code, error, Retryable: false));

    /// <summary>
    /// Stages a model step, and answers the order to be given once it is durable; where no money or tokens are left for
    /// it, stages nothing and answers why.
    /// </summary>
    public async Task<StepWish> AskModelAsync(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, ModelRequest request)
    {
        var step = journal.Next.Step + 1;
        var funding = await funds.ReserveAsync(draft, journal, place, request, step, attempt: 1);
        if (StepWish.Of(funding) is { } not) return not;
        foreach (var part in request.Parts) parts.Store(draft, journal.Id.Tenant, part);
        draft.Append(journal, Labels.System, request.ToEvent(step), new StepStarted(step, 1, StepKind.Model));
        return new(orders.AskModel(draft, journal, owner, place, request));
    }

    /// <summary>Stages a tool's call, and answers the order to be given once it is durable.</summary>
    public StepOrder CallTool(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, ToolCall call)
    {
        var step = journal.Next.Step + 1;
        draft.Append(
            journal,
            Labels.System,
            new ToolRequested(step, call, catalog.VersionOf(call.Tool)),
            new StepStarted(step, 1, StepKind.Tool));
        return orders.CallTool(draft, journal, owner, place, call);
    }

    /// <summary>Stages that what a call names is kept, and answers the order to be given once it is durable.</summary>
    public StepOrder Prepare(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, ToolCall call)
    {
        draft.Append(journal, Labels.System, new StepStarted(journal.Next.Step + 1, 1, StepKind.Prepare));
        return orders.Prepare(draft, journal, owner, place, call);
    }

    /// <summary>Stages a check, and answers the order to be given once it is durable.</summary>
    public StepOrder RunCheck(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, string command)
    {
        draft.Append(journal, Labels.System, new StepStarted(journal.Next.Step + 1, 1, StepKind.Check));
        return orders.CallTool(draft, journal, owner, place, CheckCall(command));
    }

    /// <summary>
    /// Stages another attempt of the last step; answers the order to be given once it is durable. An attempt of a model
    /// step that nobody heard of again is settled first.
    /// </summary>
    public async Task<StepWish> RetryAsync(
        Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place)
    {
        var run = journal.Next;
        var request = run.Kind is StepKind.Model ? await parts.ReadAsync(journal.Id.Tenant, run.Request!) : null;
        if (request is not null)
        {
            await funds.SettleLostAsync(draft, journal, place);
            var funding = await funds.ReserveAsync(draft, journal, place, request, run.Step, run.Attempt + 1);
            if (StepWish.Of(funding) is { } not)
            {
                if (run.Active is not null) draft.Append(journal, Labels.System, StepEvents.Interrupted(run));
                return not;
            }
        }

        draft.Append(journal, Labels.System, new StepStarted(run.Step, run.Attempt + 1, run.Kind));
        StepOrder order = run.Kind switch
        {
            StepKind.Model => orders.AskModel(draft, journal, owner, place, request!),
            StepKind.Tool => orders.CallTool(draft, journal, owner, place, run.Pending[0]),
            StepKind.Check => orders.CallTool(
                draft, journal, owner, place, CheckCall(run.Contract!.Checks[run.ChecksPassed])),
            StepKind.Prepare => orders.Prepare(draft, journal, owner, place, run.Pending[0]),
            StepKind.Recall => throw new System.Diagnostics.UnreachableException("A recall is begun anew by its turn."),
        };
        return new(order with { Delay = RetryDelay * Math.Pow(2, Math.Min(run.FailedAttempts, 6)) });
    }

    /// <summary>Stages what the run's step brought, and what it took.</summary>
    public async Task ReportAsync(Draft draft, Journal<RunState> journal, RunPlace place, StepReport report)
    {
        var labels = StepEvents.LabelsOf(journal.Next, report);
        var brought = StepEvents.Of(journal.Next, report, Options.AttemptsMax, ToolUnderWay(journal.Next));
        if (brought is ModelResponded or ModelFailed)
            await funds.BookAsync(draft, journal, place, labels, report, brought);
        else draft.Append(journal, labels, brought);
    }

    /// <summary>
    /// Stages that the run ends: whatever it has reserved is settled, as nobody will hear of it any more.
    /// </summary>
    public async Task EndAsync(Draft draft, Journal<RunState> journal, RunPlace place, Labels labels, EventPayload end)
    {
        await funds.SettleLostAsync(draft, journal, place);
        draft.Append(journal, labels, end);
    }

    /// <summary>Whether a run that waits for its budget would get what it waits for.</summary>
    public Task<bool> HasRoomAsync(Journal<RunState> journal, RunPlace place) => funds.HasRoomAsync(journal, place);

    /// <summary>
    /// Stages that it is unknown what became of the call under way, where nobody will hear of it any more and it may
    /// not be made again. False where it may, where it was never begun, and where no call is under way.
    /// </summary>
    public bool EndUnknown(Draft draft, Journal<RunState> journal, bool isLast)
    {
        if (journal.Next is not { Active: { Kind: StepKind.Tool } active } run
            || !UnknownOutcome.Follows(ToolUnderWay(run), isLast)
            || runner.WasRefused(new(journal.Id.Tenant, journal.Id.Value), active))
        {
            return false;
        }

        draft.Append(journal, Labels.System, StepEvents.Unknown(run, active.Attempt));
        return true;
    }

    /// <summary>Writes the run's row and lease as the draft leaves them.</summary>
    public void Project(Draft draft, Journal<RunState> journal, RunOwner owner, RunPlace place, long? closedSeq = null)
    {
        var id = new RunId(journal.Id.Tenant, journal.Id.Value);
        var run = journal.Next;
        draft.Change(RunRows.Upsert(place.Summary(id, run, closedSeq)));
        if (run is { IsEnded: false, Workspace: { } kept }) draft.Change(RunWorkspaceRows.Set(id, kept));
        if (run.IsEnded && owner.Kind == RunOwner.Coordinator) draft.Change(LeaseRows.Drop(id));
        else draft.Change(LeaseOf(id, owner, LeaseStart(draft.Now, run)));
    }

    /// <summary>A lease in the owner's name, good for the usual time.</summary>
    public RowChange LeaseOf(RunId run, RunOwner owner, DateTimeOffset now) =>
        LeaseRows.Set(run, owner.Kind, owner.Key, incarnation.Value, now + options.Value.LeaseTime);

    /// <summary>Nobody needs to look after a run that waits for a person before that has come to its end.</summary>
    private static DateTimeOffset LeaseStart(DateTimeOffset now, RunState run) =>
        run is { AwaitsDecision: true, Waiting.Request.ExpiresUs: var decidedUs } ? Later(decidedUs, now)
        : run is { AwaitsAnswer: true, Question.Question.ExpiresUs: var answeredUs } ? Later(answeredUs, now)
        : now;

    private static DateTimeOffset Later(long us, DateTimeOffset now) =>
        Microseconds.ToTime(us) is var time && time > now ? time : now;

    private ToolManifest? ToolUnderWay(RunState run) =>
        run is { Active.Kind: StepKind.Tool, Pending: [var call, ..] } ? catalog.FindManifest(call.Tool) : null;

    private static ToolCall CheckCall(string command) => new(
        CheckCallId, ToolIds.ShellRun, System.Text.Json.JsonSerializer.Serialize(new { command }));
}
