using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>Reads from journals what forgetting needs of a thread's past, never more than a bound at a time.</summary>
internal sealed class TalkHistory(IHistory history)
{
    /// <summary>Events that are read while a coordinator waits; messages come in between.</summary>
    public const int EventsMax = 1_024;

    private const int PageEvents = 256;

    /// <summary>The stored name of <see cref="ModelResponded"/>.</summary>
    private const string Answer = "model.responded";

    /// <summary>Reads on from where the last reading ended; whether the end of the thread is reached.</summary>
    public async Task<bool> ReadOnAsync(JournalId thread, TalkPast past)
    {
        for (var read = 0; read < EventsMax; read += PageEvents)
        {
            var page = await history.ReadJournalAsync(thread, past.Seq, PageEvents, CancellationToken.None);
            foreach (var stored in page) past.Take(stored);
            if (page.Length < PageEvents) return true;
        }

        return false;
    }

    /// <summary>A summary as it is stored; null where it is erased.</summary>
    public async Task<TalkSummary?> FindSummaryAsync(JournalId thread, MadeSummary made)
    {
        var found = await history.ReadJournalAsync(thread, made.Seq - 1, 1, CancellationToken.None);
        return found is [{ Payload.IsEmpty: false } stored]
            && EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span) is TalkSummarised summary
            ? new(made.Seq, summary.Text, summary.Messages, summary.By, EventFacts.Of(stored).Brought)
            : null;
    }

    /// <summary>Where the answers of a model are in a run's journal, as far as they are not erased.</summary>
    public async Task<ImmutableArray<long>> FindAnswersAsync(JournalId run)
    {
        var events = await history.ReadJournalAsync(run, 0, PageEvents, CancellationToken.None);
        return [.. events.Where(one => one.Type == Answer && !one.Payload.IsEmpty).Select(one => one.Seq)];
    }
}
