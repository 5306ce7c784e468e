using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// Reads a thread's journal from its beginning for what its coordinator no longer knows: which summaries hold what was
/// said in a run, and what they were made of. Time is linear in the thread; only forgetting needs it.
/// </summary>
internal sealed class TalkHistory(IHistory history)
{
    private const int PageEvents = 256;

    /// <summary>The stored name of <see cref="ModelResponded"/>.</summary>
    private const string Answer = "model.responded";

    /// <summary>Utterances of which one step of a long extract is made.</summary>
    private const int BatchUtterances = SummaryPlan.HeldUtterances;

    public async Task<TalkToForget> FindAsync(JournalId thread, ImmutableArray<Guid> runs)
    {
        var (all, known) = (runs.ToHashSet(), new HashSet<Guid>());
        var parents = new Dictionary<Guid, Guid>();
        var spoken = new List<(Guid Run, long Number)>();
        var made = new List<MadeSummary>();
        await foreach (var (payload, said) in FoldAsync(thread))
        {
            if (said is not null) spoken.Add((said.Run, said.Number));
            switch (payload)
            {
                // What follows a run with the results of its tasks repeats what it knew.
                case TaskDelegated { Contract: var contract }:
                    parents[contract.Task] = contract.Turn;
                    break;
                case TaskFinished { Turn: { } turn } finished when all.Contains(parents[finished.Task]):
                    all.Add(turn);
                    break;
                case TaskFinished { Turn: { } turn } finished when known.Contains(parents[finished.Task]):
                    known.Add(turn);
                    break;
                case TalkForgotten forgotten:
                    known.UnionWith(forgotten.Runs);
                    break;
                case TalkSummarised summary:
                    made.Add(new(summary.Seq, summary.Messages, summary.Run));
                    break;
                default:
                    break;
            }
        }

        var forgottenNow = all.Except(known).ToImmutableArray();
        var first = spoken.Where(one => forgottenNow.Contains(one.Run)).Select(one => one.Number)
            .DefaultIfEmpty(long.MaxValue).Min();
        return new(
            forgottenNow, [.. all.Union(known)], [.. made.Where(summary => summary.Messages >= first)]);
    }

    /// <summary>A summary of the first messages without those of some runs, with its labels.</summary>
    public async Task<(string Text, Labels Labels, Guid Through)> ExtractAsync(
        JournalId thread, long messages, ImmutableArray<Guid> excluded)
    {
        var (text, labels, through) = ("", Labels.System, Guid.Empty);
        var batch = new List<Utterance>();
        await foreach (var (_, said) in FoldAsync(thread))
        {
            if (said is null) continue;
            if (said.Number > messages) break;
            through = said.Message;
            if (excluded.Contains(said.Run)) continue;
            labels = labels.Join(said.Labels);
            batch.Add(said);
            if (batch.Count < BatchUtterances) continue;
            text = TalkExtract.Of(text, batch);
            batch.Clear();
        }

        return (batch.Count == 0 ? text : TalkExtract.Of(text, batch), labels, through);
    }

    /// <summary>Where the answers of a model are in a run's journal, as far as they are not erased.</summary>
    public async Task<ImmutableArray<long>> FindAnswersAsync(JournalId run)
    {
        var events = await history.ReadJournalAsync(run, 0, PageEvents, CancellationToken.None);
        return [.. events.Where(one => one.Type == Answer && !one.Payload.IsEmpty).Select(one => one.Seq)];
    }

    /// <summary>Each event, and what was said by it, if it was.</summary>
    private async IAsyncEnumerable<(EventPayload Payload, Utterance? Said)> FoldAsync(JournalId thread)
    {
        var state = Conversation.Empty;
        for (long after = 0; ;)
        {
            var page = await history.ReadJournalAsync(thread, after, PageEvents, CancellationToken.None);
            foreach (var stored in page.Where(one => !one.Payload.IsEmpty))
            {
                var payload = EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span);
                var before = state.Digest.Said;
                state = state.Apply(payload, EventFacts.Of(stored));
                yield return (payload, state.Digest.Said > before ? state.Talk.Utterances[^1] : null);
            }

            if (page.Length < PageEvents) yield break;
            after = page[^1].Seq;
        }
    }
}
