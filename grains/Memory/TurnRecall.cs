using Microsoft.Extensions.Options;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Storage.Memories;

namespace OmniSage.Grains.Memory;

/// <summary>
/// How a turn begins with what is remembered: orders the look-up, notes what it brought with the part of the request
/// that holds it, and finds that part again.
/// </summary>
internal sealed class TurnRecall(StoredParts parts, IOptions<MemoryOptions> options)
{
    /// <summary>A recall is before the first step of its run, and counts against no limit.</summary>
    private const int Step = 0;

    /// <summary>Of what a turn is about, the end counts.</summary>
    private const int TextCharsMax = 4_000;

    /// <summary>Stages an attempt, and answers the order to be given once it is durable.</summary>
    public RecallOrder Begin(Draft draft, Journal<RunState> run, RunOwner owner, RunPlace place)
    {
        var attempt = run.Next.Attempt + 1;
        draft.Append(run, Labels.System, new StepStarted(Step, attempt, StepKind.Recall));
        return new()
        {
            Run = new(run.Id.Tenant, run.Id.Value),
            Step = Step,
            Attempt = attempt,
            Owner = owner,
            TimeMax = options.Value.RecallTimeMax,
            Scopes = MemoryAccess.ScopesOf(place),
            Text = TextOf(run.Next),
        };
    }

    /// <summary>
    /// Stages what a recall brought, and which facts the run has used; answers with the part that its requests hold.
    /// </summary>
    public RequestPart? Take(Draft draft, Journal<RunState> run, RunPlace place, StepReport report)
    {
        if (report is not Recalled recalled)
        {
            var code = report is StepFailed failed ? failed.Code : "step_broke";
            draft.Append(run, Labels.System, RecallNote.Failed(report.Step, report.Attempt, options.Value, code));
            return null;
        }

        var part = recalled.Facts.IsEmpty
            ? null
            : StoredPart.Of(new MemoryPart(RecalledText.Of(recalled.Facts, place.By)));
        var note = RecallNote.Of(recalled, part, options.Value);
        if (part is not null) parts.Store(draft, run.Id.Tenant, part);
        draft.Append(run, RecallNote.LabelsOf(recalled.Facts), note);
        var id = new RunId(run.Id.Tenant, run.Id.Value);
        foreach (var fact in note.Facts)
        {
            draft.Change(FactUseRows.Insert(id, place.Thread, fact.Fact, Microseconds.Of(draft.Now), fact.Score));
        }

        return part?.Part;
    }

    /// <summary>Stages that it was begun too often without an end.</summary>
    public void GiveUp(Draft draft, Journal<RunState> run) => draft.Append(
        run, Labels.System, RecallNote.Failed(Step, run.Next.Attempt, options.Value, "attempts_limit"));

    /// <summary>The part that the run's requests hold, as it was stored; none when nothing was recalled.</summary>
    public async Task<RequestPart?> PartOfAsync(TenantId tenant, RunState run)
    {
        if (run.Recall is not { Part: { } hash }) return null;
        return (await parts.ReadAsync(tenant, hash)).Part;
    }

    private static string TextOf(RunState run)
    {
        var said = run.Items.OfType<Heard>().Select(heard => heard.Text);
        var goals = run.Started!.Results.Select(result => result.Goal);
        var text = string.Join('\n', goals.Concat(said));
        return text.Length <= TextCharsMax ? text : text[^TextCharsMax..];
    }
}
