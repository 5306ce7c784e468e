namespace OmniSage.Grains.Coordinators.Summaries;

/// <summary>
/// What a thread knows of what was said before its recent talk: the last summary, and what waits for the next one.
/// Part of the thread's fold, so that summaries can be erased: what an erased event would have changed, the one that
/// takes its place changes.
/// </summary>
internal sealed record TalkDigest
{
    /// <summary>
    /// More waits only while nobody may make a summary of it; see <see cref="SummaryPlan"/>, which makes one long
    /// before. Beyond it the oldest leaves; the log keeps it.
    /// </summary>
    public const int WaitingMax = 150;

    public const int WaitingCharsMax = 48_000;

    public static TalkDigest Empty { get; } = new();

    /// <summary>Everything said so far, commands and their answers not counted.</summary>
    public long Said { get; init; }

    public TalkSummary? Summary { get; init; }

    /// <summary>What left the recent talk and is in no summary yet, the oldest first.</summary>
    public ImmutableArray<Utterance> Waiting { get; init; } = [];

    public int WaitingChars { get; init; }

    public PendingSummary? Pending { get; init; }

    /// <summary>Runs that may still say something, or did lately, and of which no summary may be made.</summary>
    public ImmutableArray<Guid> Withheld { get; init; } = [];

    /// <summary>The join of all that it holds.</summary>
    public Labels Labels => Waiting.Aggregate(
        Summary?.Labels ?? Labels.System, (labels, said) => labels.Join(said.Labels));

    /// <summary>Takes what has left the recent talk.</summary>
    public TalkDigest Take(ImmutableArray<Utterance> left)
    {
        var taken = Withheld.IsEmpty ? left : left.RemoveAll(said => Withheld.Contains(said.Run));
        if (taken.IsEmpty) return this;
        var waiting = Waiting.AddRange(taken);
        var chars = WaitingChars + taken.Sum(said => said.Text.Length);
        var dropped = 0;
        while (waiting.Length - dropped > WaitingMax || chars > WaitingCharsMax)
        {
            chars -= waiting[dropped++].Text.Length;
        }

        return this with { Waiting = waiting.RemoveRange(0, dropped), WaitingChars = chars };
    }

    public TalkDigest Begin(TalkSummarising begun) => this with { Pending = new(begun.Run, begun.Messages) };

    /// <summary>
    /// Found by its number and not among what waits: that may hold more or less when the events before were erased.
    /// </summary>
    public TalkDigest Conclude(TalkSummarised made, Labels labels) =>
        Keep(said => said.Number > made.Messages) with
        {
            Summary = made.Text.Length == 0 ? null : new(made.Seq, made.Text, made.Messages, made.By, labels),
            Pending = null,
        };

    public TalkDigest Erase(long seq) => Summary?.Seq == seq ? this with { Summary = null } : this;

    /// <summary>No summary is to hold what was said in these runs.</summary>
    public TalkDigest Forget(IReadOnlyCollection<Guid> runs) => Keep(said => !runs.Contains(said.Run)) with
    {
        Pending = null,
        Withheld = [.. Withheld.Union(runs)],
    };

    private TalkDigest Keep(Func<Utterance, bool> isKept)
    {
        var waiting = Waiting.RemoveAll(said => !isKept(said));
        return this with { Waiting = waiting, WaitingChars = waiting.Sum(said => said.Text.Length) };
    }
}
