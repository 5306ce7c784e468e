using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// Erases the summaries of a thread that may hold what was said in runs that are to be forgotten, a bounded part in one
/// turn of the coordinator. What it has read of the thread is kept until it has ended, and is only read again when the
/// coordinator was gone meanwhile.
/// </summary>
internal sealed class TalkForgetting(ThreadId id, Journal<Conversation> thread, TalkHistory history)
{
    /// <summary>Summaries that are erased in one commit; the others follow with the next.</summary>
    public const int ErasedMax = 16;

    private TalkPast? past;

    /// <summary>What is to be done now; null while there is more to read.</summary>
    public async Task<TalkToForget?> FindAsync(ImmutableArray<Guid> runs) =>
        await history.ReadOnAsync(thread.Id, past ??= new()) ? past.Find(runs) : null;

    /// <summary>Nothing of it is needed any more.</summary>
    public void End() => past = null;

    /// <summary>Erases the first of the summaries, and what models said of them in their own runs.</summary>
    public async Task EraseAsync(Draft draft, TalkToForget found, Func<Guid, Task<Journal<RunState>>> open)
    {
        foreach (var made in found.Summaries.Take(ErasedMax))
        {
            draft.Erase(thread, made.Seq);
            if (made.Run is not { } maker) continue;
            var answers = await history.FindAnswersAsync(new(id.Tenant, JournalKind.Run, maker));
            if (answers.IsEmpty) continue;
            var journal = await open(maker);
            foreach (var seq in answers) draft.Erase(journal, seq);
        }
    }

    /// <summary>A summary that takes the place of the last, without what is forgotten.</summary>
    public async Task RenewAsync(Draft draft, TalkToForget found, long messages)
    {
        var before = found.Before is { } made ? await history.FindSummaryAsync(thread.Id, made) : null;
        var (text, labels, through) = past!.Extract(before, messages, found.Excluded);
        draft.Append(thread, labels, new TalkSummarised
        {
            Seq = thread.NextSeq + 1,
            Text = text,
            Messages = messages,
            Through = through,
            By = SummaryMaker.Extract,
        });
    }
}
