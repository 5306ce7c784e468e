using System.Diagnostics;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Memory;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// Moves a thread's turns forward: stages on a draft what follows from the agent loop, and has everything outward done
/// once the draft is durable. The grain decides when; nothing here waits for a model or a tool.
/// </summary>
internal sealed class ThreadWork(
    ThreadId id,
    Journal<Conversation> thread,
    Journal<RunState>? turn,
    RunJournal runs,
    TurnRecall recall,
    Delegation delegation,
    TaskQuestions questions,
    GuidSource ids)
{
    /// <summary>A person is never left without an answer, also where the model has none.</summary>
    private const string NothingSaid = "The model gave no answer to this.";

    private readonly RunOwner owner = RunOwner.Of(id);

    /// <summary>What the turn that runs was told, as long as this activation knows.</summary>
    private RequestPart? told;

    public Journal<Conversation> Thread => thread;

    /// <summary>The journal of the turn that runs, if one does.</summary>
    public Journal<RunState>? Turn => turn;

    public RunPlace Place => RunPlace.Of(id, thread.Next.Opened!) with
    {
        By = thread.Next.Turn?.By ?? thread.Next.Opened!.By,
        IsShared = thread.Next.Turn is { IsShared: true },
    };

    /// <summary>The labels of what the turn that runs says and wants.</summary>
    public Labels LabelsOfTurn => turn!.Next.Labels;

    /// <summary>Starts the first turn that waits, if no turn runs.</summary>
    public async Task StartNextAsync(Draft draft)
    {
        if (thread.Next is { Turn: null, Queue: [var queued, ..] }) await StartAsync(draft, queued);
    }

    /// <summary>Starts this turn, whatever waits before it.</summary>
    public async Task StartAsync(Draft draft, QueuedTurn queued)
    {
        turn = NewRun(queued.Run);
        told = null;
        draft.Append(
            thread,
            Labels.System,
            new TurnStarted(
                queued.Run,
                [.. queued.Messages.Select(one => one.Message)],
                [.. queued.Results.Select(one => one.Task)]));
        draft.Append(turn, queued.LabelsAfter(thread.Next), queued.ToStart());
        if (!queued.Messages.IsEmpty) questions.Remind(draft, turn);
        await AdvanceAsync(draft);
    }

    /// <summary>
    /// Goes on with the turn until it needs something from outside, and with the next one when it ends.
    /// </summary>
    public async Task AdvanceAsync(Draft draft)
    {
        if (turn is null || turn.Next.IsEnded) return;
        while (true)
        {
            SteeredMessages.Read(draft, thread, turn, questions);
            switch (AgentLoop.Next(turn.Next, RunLimits.OfTurn(runs.Options), draft.Now))
            {
                case NextStep.Wait:
                    runs.Project(draft, turn, owner, Place);
                    return;
                case NextStep.Recall:
                    Order(draft, recall.Begin(draft, turn, owner, Place));
                    break;
                case NextStep.AskModel:
                    told ??= await recall.PartOfAsync(id.Tenant, turn.Next);
                    var agent = await runs.FindAgentAsync(id.Tenant, Place);
                    var request = TurnContext.Of(thread.Next, turn.Next, agent, runs.Options.OutputTokensMax, told);
                    if (await IsRefusedAsync(draft, await runs.AskModelAsync(draft, turn, owner, Place, request)))
                        return;
                    break;
                case NextStep.Tell(var note):
                    draft.Append(turn, Labels.System, new Note(note));
                    break;
                case NextStep.CallTool(var call):
                    await CallAsync(draft, turn, call);
                    break;
                case NextStep.Retry:
                    if (await IsRefusedAsync(draft, await runs.RetryAsync(draft, turn, owner, Place))) return;
                    break;
                case NextStep.Finish(var answer):
                    await EndAsync(draft, new RunCompleted(null), answer);
                    return;
                case NextStep.Fail(var code, var error):
                    await EndAsync(draft, new RunFailed(code, error), $"I could not finish this: {error}");
                    return;
                case var next:
                    throw new UnreachableException($"A turn has no {next.GetType().Name}.");
            }
        }
    }

    /// <summary>
    /// Makes a call if policy lets it pass. A coordinator does not wait for people: whatever needs one is a task's.
    /// </summary>
    private async Task CallAsync(Draft draft, Journal<RunState> run, ToolCall wish)
    {
        switch (await runs.JudgeAsync(draft, run, Place, wish))
        {
            case GateAnswer.Pass({ Tool: ToolIds.TaskDelegate } call, _):
                delegation.Carry(draft, this, run, call, await runs.FindAgentAsync(id.Tenant, Place));
                break;
            case GateAnswer.Pass({ Tool: ToolIds.TaskAnswer } call, _):
                questions.Carry(draft, run, call);
                break;
            case GateAnswer.Pass(var call, _):
                Order(draft, runs.CallTool(draft, run, owner, Place, call));
                break;
            case GateAnswer.Refuse(var code, var error, _):
                RunJournal.Refuse(draft, run, wish, code, error);
                break;
            case var other:
                throw new UnreachableException($"A call of a turn has no {other.GetType().Name}.");
        }
    }

    /// <summary>Notes what the turn's step brought.</summary>
    public async Task ReportAsync(Draft draft, StepReport report)
    {
        if (turn!.Next.Active!.Kind == StepKind.Recall) told = recall.Take(draft, turn, Place, report);
        else await runs.ReportAsync(draft, turn, Place, report);
    }

    /// <summary>Takes up a step whose process died, or renews the lease of one that is under way.</summary>
    public async Task RecoverAsync(Draft draft)
    {
        if (turn is { Next: { IsEnded: false, Active: { } active } run } && !runs.Runner.IsActive(RunOf(turn), active))
        {
            var isLast = run.Attempt >= runs.Options.AttemptsMax;
            if (active.Kind == StepKind.Recall)
            {
                RecallAgain(draft, turn);
            }
            else if (!runs.EndUnknown(draft, turn, isLast) && !isLast)
            {
                if (await IsRefusedAsync(draft, await runs.RetryAsync(draft, turn, owner, Place))) return;
            }
            else if (turn.Next.Active is not null)
            {
                await ReportAsync(draft, new StepFailed
                {
                    Run = RunOf(turn),
                    Step = active.Step,
                    Attempt = active.Attempt,
                    Code = "attempts_limit",
                    Error = "The step was begun too often without an end.",
                    Retryable = false,
                });
            }
        }

        await AdvanceAsync(draft);
        await StartNextAsync(draft);
    }

    /// <summary>Cancels the turn that runs; the next one that waits is the caller's to start.</summary>
    public async Task CancelTurnAsync(Draft draft, Guid by, string reason)
    {
        var run = RunOf(turn!);
        runs.EndUnknown(draft, turn!, isLast: true);
        await EndAsync(draft, new RunCancelled(by, reason), RunStatus.Cancelled);
        draft.WhenDurable(() => runs.Runner.Cancel(run));
    }

    /// <summary>Cancels a turn that waits.</summary>
    public void CancelQueued(Draft draft, QueuedTurn queued, Guid by)
    {
        var run = NewRun(queued.Run);
        draft.Append(run, Labels.System, queued.ToStart());
        draft.Append(run, Labels.System, new RunCancelled(by, "cancelled before it started"));
        draft.Append(thread, Labels.System, new TurnEnded(queued.Run, RunStatus.Cancelled));
        runs.Project(draft, run, owner, Place, thread.NextSeq);
    }

    /// <summary>Shows a turn that waits in the list of runs.</summary>
    public void ProjectQueued(Draft draft, QueuedTurn queued) => draft.Change(RunRows.Upsert(Place.Queued(
        new(id.Tenant, queued.Run), RunKind.Turn, queued.Title, queued.Parent, task: null, draft.Now)));

    private async Task EndAsync(Draft draft, EventPayload end, string answer)
    {
        var said = answer.Length > 0 ? answer : NothingSaid;
        draft.Append(thread, LabelsOfTurn, new MessageSent(ids.Next(), turn!.Id.Value, said));
        var run = RunOf(turn!);
        await EndAsync(draft, end, end is RunCompleted ? RunStatus.Completed : RunStatus.Failed);
        draft.WhenDurable(() => runs.Runner.EndRun(run));
        await StartNextAsync(draft);
    }

    private async Task EndAsync(Draft draft, EventPayload end, RunStatus status)
    {
        await runs.EndAsync(draft, turn!, Place, Labels.System, end);
        draft.Append(thread, Labels.System, new TurnEnded(turn!.Id.Value, status));
        runs.Project(draft, turn, owner, Place, thread.NextSeq);
        var ended = turn;
        // An idle thread holds no turn in memory.
        draft.WhenDurable(() => turn = turn == ended ? null : turn);
    }

    /// <summary>
    /// Gives the order. Where there is none, the turn ends and says why: whoever waits gets an answer, not silence.
    /// </summary>
    private async Task<bool> IsRefusedAsync(Draft draft, StepWish wish)
    {
        if (wish.Order is { } order)
        {
            Order(draft, order);
            return false;
        }

        var (code, error) = wish.Refusal!;
        await EndAsync(draft, new RunFailed(code, error), $"I cannot go on with this: {error}");
        return true;
    }

    private void RecallAgain(Draft draft, Journal<RunState> run)
    {
        if (run.Next.Attempt >= runs.Options.AttemptsMax) recall.GiveUp(draft, run);
        else Order(draft, recall.Begin(draft, run, owner, Place));
    }

    private void Order(Draft draft, StepOrder order) => draft.WhenDurable(() => runs.Runner.TryStart(order));

    private Journal<RunState> NewRun(Guid run) => Journal<RunState>.New(new(id.Tenant, JournalKind.Run, run));

    private RunId RunOf(Journal<RunState> run) => new(id.Tenant, run.Id.Value);
}
