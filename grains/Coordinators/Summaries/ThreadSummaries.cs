using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>What the summaries of every thread need from outside.</summary>
internal sealed record ThreadSummaries(RunJournal Runs, SummaryModel Model, TalkHistory History, GuidSource Ids)
{
    /// <param name="id">The thread.</param>
    /// <param name="thread">Its journal.</param>
    /// <param name="open">Opens the journal of a run.</param>
    public async Task<SummaryWork> OpenAsync(
        ThreadId id, Journal<Conversation> thread, Func<Guid, Task<Journal<RunState>>> open)
    {
        var run = thread.State.Digest.Pending is { } pending ? await open(pending.Run) : null;
        return new(id, thread, run, this, open);
    }
}
