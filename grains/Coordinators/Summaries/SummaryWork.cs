using System.Diagnostics;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// Makes a thread's summaries: by a model in a run of its own, beside whatever turn runs, or else at once by
/// <see cref="TalkExtract"/>. No turn waits for one; each takes what is there.
/// </summary>
internal sealed class SummaryWork(
    ThreadId id,
    Journal<Conversation> thread,
    Journal<RunState>? run,
    ThreadSummaries summaries,
    Func<Guid, Task<Journal<RunState>>> open)
{
    private const string Title = "Summary of what was said earlier";

    private readonly RunOwner owner = RunOwner.Of(id);

    private readonly TalkForgetting forgetting = new(id, thread, summaries.History);

    private RunJournal Runs => summaries.Runs;

    private TalkDigest Digest => thread.Next.Digest;

    private RunPlace Place => RunPlace.Of(id, thread.Next.Opened!);

    private RunLimits Limits => RunLimits.OfSummary(Runs.Options);

    /// <summary>The run makes a summary of this thread.</summary>
    public bool Has(RunId summary) => summary.Tenant == id.Tenant && Digest.Pending?.Run == summary.Value;

    /// <summary>The report is of the step that is under way.</summary>
    public bool Awaits(StepReport report) => Has(report.Run)
        && run!.State.Active is { } active && (active.Step, active.Attempt) == (report.Step, report.Attempt);

    /// <summary>Begins a summary where enough waits for one, or makes it where no model can.</summary>
    public async Task StageAsync(Draft draft)
    {
        var said = SummaryPlan.Next(thread.Next, out var isUrgent);
        if (said.IsEmpty) return;
        if (!isUrgent && await summaries.Model.IsThereAsync(id.Tenant, Place))
        {
            await AskAsync(draft, said);
            return;
        }

        var late = Digest.Pending is null ? null : run;
        if (late is not null) await DropAsync(draft, late, new RunCancelled(null, "what waited had to be extracted"));
        Conclude(draft, said, answer: null, late);
    }

    /// <summary>Takes what the step brought.</summary>
    public async Task ReportAsync(Draft draft, StepReport report)
    {
        await Runs.ReportAsync(draft, run!, Place, report);
        await AdvanceAsync(draft);
    }

    /// <summary>Takes up a step whose process died.</summary>
    public async Task RecoverAsync(Draft draft)
    {
        if (Digest.Pending is null || run!.Next is not { Active: { } active } state) return;
        var runId = new RunId(id.Tenant, run.Id.Value);
        if (Runs.Runner.IsActive(runId, active)) return;
        if (state.Attempt < Limits.AttemptsMax)
        {
            await TakeAsync(draft, await Runs.RetryAsync(draft, run, owner, Place));
            return;
        }

        await ReportAsync(draft, new StepFailed
        {
            Run = runId,
            Step = active.Step,
            Attempt = active.Attempt,
            Code = "attempts_limit",
            Error = "The step was begun too often without an end.",
            Retryable = false,
        });
    }

    /// <summary>Ends the run at somebody's wish; the summary is made without it.</summary>
    public async Task CancelAsync(Draft draft, Guid by)
    {
        await DropAsync(draft, run!, new RunCancelled(by, "cancelled"));
        Conclude(draft, Covered(), answer: null, run);
    }

    /// <summary>
    /// A fact was forgotten that these runs kept or were told: erases each summary that may hold what was said in them,
    /// and makes the last one anew without. False while there is more to do.
    /// </summary>
    public async Task<bool> ForgetAsync(Draft draft, ImmutableArray<Guid> runs)
    {
        if (Digest is { Said: 0 }) return true;
        if (await forgetting.FindAsync(runs) is not { } found) return false;
        if (found.Summaries.Length > TalkForgetting.ErasedMax)
        {
            // The last one goes with its successor, so that the thread is never without.
            await forgetting.EraseAsync(draft, found, open);
            return false;
        }

        if (!found.Forgotten.IsEmpty) await EndForgettingAsync(draft, found);

        forgetting.End();
        return true;
    }

    private async Task EndForgettingAsync(Draft draft, TalkToForget found)
    {
        var last = Digest.Summary;
        var pending = Digest.Pending is null ? null : run;
        if (pending is not null)
            await DropAsync(draft, pending, new RunCancelled(null, "what it summed up is forgotten"));
        draft.Append(thread, Labels.System, new TalkForgotten(found.Forgotten, pending?.Id.Value));
        if (pending is not null) Runs.Project(draft, pending, owner, Place, thread.NextSeq);
        if (found.Summaries.IsEmpty) return;
        await forgetting.EraseAsync(draft, found, open);
        if (last is not null) await forgetting.RenewAsync(draft, found, last.Messages);
        draft.Snapshot(thread);
    }

    private async Task AskAsync(Draft draft, ImmutableArray<Utterance> said)
    {
        run = Journal<RunState>.New(new(id.Tenant, JournalKind.Run, summaries.Ids.Next()));
        draft.Append(thread, Labels.System, new TalkSummarising(run.Id.Value, said[^1].Number));
        draft.Append(
            run,
            LabelsOf(said),
            new RunStarted { Kind = RunKind.Summary, Loop = AgentLoop.Version, Title = Title });
        await TakeAsync(draft, await Runs.AskModelAsync(
            draft, run, owner, Place, SummaryRequest.Of(Digest.Summary, said)));
    }

    /// <summary>Gives the order; a summary that the budget has no room for is extracted.</summary>
    private async Task TakeAsync(Draft draft, StepWish wish)
    {
        if (wish.Order is not { } order)
        {
            await EndAsync(draft, new RunFailed(wish.Refusal!.Code, wish.Refusal.Error), answer: null);
            return;
        }

        Order(draft, order);
        Runs.Project(draft, run!, owner, Place);
    }

    private async Task AdvanceAsync(Draft draft)
    {
        switch (AgentLoop.Next(run!.Next, Limits, draft.Now))
        {
            case NextStep.Wait:
                Runs.Project(draft, run, owner, Place);
                break;
            case NextStep.Retry:
                await TakeAsync(draft, await Runs.RetryAsync(draft, run, owner, Place));
                break;
            case NextStep.Finish(var answer) when !string.IsNullOrWhiteSpace(answer):
                await EndAsync(draft, new RunCompleted(null), answer);
                break;
            case NextStep.Finish or NextStep.CallTool or NextStep.AskModel or NextStep.Tell:
                await EndAsync(draft, new RunFailed("no_summary", "The model gave no summary."), answer: null);
                break;
            case NextStep.Fail(var code, var error):
                await EndAsync(draft, new RunFailed(code, error), answer: null);
                break;
            case var next:
                throw new UnreachableException($"A summary has no {next.GetType().Name}.");
        }
    }

    private async Task EndAsync(Draft draft, EventPayload end, string? answer)
    {
        var ended = new RunId(id.Tenant, run!.Id.Value);
        await Runs.EndAsync(draft, run, Place, Labels.System, end);
        draft.WhenDurable(() => Runs.Runner.EndRun(ended));
        Conclude(draft, Covered(), answer, run);
    }

    private async Task DropAsync(Draft draft, Journal<RunState> dropped, RunCancelled reason)
    {
        var ended = new RunId(id.Tenant, dropped.Id.Value);
        await Runs.EndAsync(draft, dropped, Place, Labels.System, reason);
        draft.WhenDurable(() => Runs.Runner.Cancel(ended));
    }

    /// <summary>What the run that makes a summary was given.</summary>
    private ImmutableArray<Utterance> Covered() =>
        [.. Digest.Waiting.TakeWhile(said => said.Number <= Digest.Pending!.Messages)];

    private void Conclude(
        Draft draft, ImmutableArray<Utterance> said, string? answer, Journal<RunState>? made)
    {
        draft.Append(thread, LabelsOf(said), new TalkSummarised
        {
            Seq = thread.NextSeq + 1,
            Text = answer is null
                ? TalkExtract.Of(Digest.Summary?.Text ?? "", said)
                : SummaryText.Cut(answer.Trim()),
            Messages = said[^1].Number,
            Through = said[^1].Message,
            By = answer is null ? SummaryMaker.Extract : SummaryMaker.Model,
            Run = made?.Id.Value,
        });
        if (made is not null) Runs.Project(draft, made, owner, Place, thread.NextSeq);
    }

    /// <summary>A summary is trusted no more than the least of what it is made of.</summary>
    private Labels LabelsOf(ImmutableArray<Utterance> said) => said.Aggregate(
        Digest.Summary?.Labels ?? Labels.System, (labels, one) => labels.Join(one.Labels));

    private void Order(Draft draft, StepOrder order) => draft.WhenDurable(() => Runs.Runner.TryStart(order));
}
