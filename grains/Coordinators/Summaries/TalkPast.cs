using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// What forgetting has to know of a thread and its coordinator does not hold: which turns followed which, in which runs
/// something was said, and which summaries there are. Made of the thread's events, in their order; of what was said it
/// holds the last only.
/// </summary>
internal sealed class TalkPast
{
    /// <summary>A summary is made anew of so many messages at most; older ones leave it.</summary>
    public const int UtterancesMax = 300;

    /// <summary>What was said since is in no summary, and is held beside those.</summary>
    private const int HeldMax = UtterancesMax + RecentTalk.UtterancesMax + TalkDigest.WaitingMax;

    /// <summary>Utterances of which one step of an extract is made.</summary>
    private const int BatchUtterances = SummaryPlan.HeldUtterances;

    private readonly Dictionary<Guid, Guid> turnOfTask = [];
    private readonly List<(Guid Turn, Guid Before)> followed = [];
    private readonly Dictionary<Guid, long> firstSaid = [];
    private readonly HashSet<Guid> known = [];
    private readonly List<MadeSummary> made = [];
    private readonly Queue<Utterance> said = new();
    private Conversation state = Conversation.Empty;
    private Guid through;

    /// <summary>Everything up to here was taken.</summary>
    public long Seq { get; private set; }

    public void Take(StoredEvent stored)
    {
        Seq = stored.Seq;
        if (stored.Payload.IsEmpty) return;
        var payload = EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);
        var before = state.Digest.Said;
        state = state.Apply(payload, EventFacts.Of(stored));
        if (state.Digest.Said > before) Hear(state.Talk.Utterances[^1]);
        Note(payload);
    }

    /// <summary>What is to be done when these runs are to be forgotten.</summary>
    public TalkToForget Find(ImmutableArray<Guid> runs)
    {
        var all = runs.ToHashSet();
        foreach (var (turn, before) in followed)
        {
            if (all.Contains(before)) all.Add(turn);
        }

        var forgotten = all.Except(known).ToImmutableArray();
        var first = forgotten.Select(run => firstSaid.GetValueOrDefault(run, long.MaxValue))
            .DefaultIfEmpty(long.MaxValue).Min();
        return new(
            forgotten,
            [.. all.Union(known)],
            [.. made.Where(summary => summary.Messages >= first)],
            made.LastOrDefault(summary => summary.Messages < first));
    }

    /// <summary>
    /// A summary of the first messages: of one that covers the first of them, and of the last of the others, without
    /// what was said in some runs.
    /// </summary>
    public (string Text, Labels Labels, Guid Through) Extract(
        TalkSummary? before, long messages, ImmutableArray<Guid> excluded)
    {
        var told = said
            .Where(one => one.Number > (before?.Messages ?? 0) && one.Number <= messages)
            .TakeLast(UtterancesMax)
            .Where(one => !excluded.Contains(one.Run))
            .ToList();
        var text = told.Chunk(BatchUtterances).Aggregate(before?.Text ?? "", TalkExtract.Of);
        var labels = told.Aggregate(before?.Labels ?? Labels.System, (all, one) => all.Join(one.Labels));
        return (text, labels, through);
    }

    private void Hear(Utterance utterance)
    {
        firstSaid.TryAdd(utterance.Run, utterance.Number);
        said.Enqueue(utterance);
        if (said.Count > HeldMax) said.Dequeue();
    }

    private void Note(EventPayload payload)
    {
        switch (payload)
        {
            case TaskDelegated { Contract: var contract }:
                turnOfTask[contract.Task] = contract.Turn;
                break;
            case TaskFinished finished when turnOfTask.Remove(finished.Task, out var before):
                // What follows a run with the results of its tasks repeats what it knew.
                if (finished.Turn is not { } turn) break;
                followed.Add((turn, before));
                if (known.Contains(before)) known.Add(turn);
                break;
            case TalkForgotten forgotten:
                known.UnionWith(forgotten.Runs);
                break;
            case TalkSummarised summary:
                made.Add(new(summary.Seq, summary.Messages, summary.Run));
                through = summary.Through;
                break;
            case PayloadErased erased:
                made.RemoveAll(summary => summary.Seq == erased.Seq);
                break;
            default:
                break;
        }
    }
}
