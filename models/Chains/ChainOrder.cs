namespace OmniSage.Models.Chains;

/// <summary>
/// Which model of a chain is asked next: those that are well in the chain's order, then those that are skipped for
/// their failures, as there is nobody else; last, once more, whoever asked to be left alone for a short while.
/// </summary>
internal sealed class ChainOrder
{
    private readonly List<ModelLink> waiting;
    private readonly List<ModelLink> limited = [];
    private readonly List<(ModelLink Link, ModelFaultException Fault)> failed = [];
    private readonly TimeSpan waitMax;
    private readonly TimeProvider time;

    public ChainOrder(ImmutableArray<ModelLink> links, TimeSpan waitMax, TimeProvider time)
    {
        (this.waitMax, this.time) = (waitMax, time);
        var now = time.GetUtcNow();
        var well = links.Where(link => !link.Health.IsSkipped(now)).ToList();
        waiting = [.. well.Where(link => link.Health.LimitedFor(now) == TimeSpan.Zero)];
        limited = [.. links.Where(link => link.Health.LimitedFor(now) > TimeSpan.Zero)];
        var skipped = links.Where(link => link.Health.IsSkipped(now)).Except(limited).ToList();
        var says = waiting.Count > 0 ? skipped.Concat(limited) : limited;
        Skipped = [.. says.OrderBy(links.IndexOf).Select(link => (link, WhySkipped(link, now)))];
        waiting.AddRange(skipped);
    }

    /// <summary>Those that are passed over at first, and why.</summary>
    public ImmutableArray<(ModelLink Link, ModelFaultException Fault)> Skipped { get; }

    /// <summary>The next one, and how long to wait before; null when all have failed.</summary>
    public (ModelLink Link, TimeSpan Wait)? Next()
    {
        if (waiting.Count > 0)
        {
            var next = waiting[0];
            waiting.RemoveAt(0);
            return (next, TimeSpan.Zero);
        }

        var now = time.GetUtcNow();
        if (limited.MinBy(link => link.Health.LimitedFor(now)) is not { } soonest) return null;
        limited.Clear();
        var wait = soonest.Health.LimitedFor(now);
        return wait <= waitMax ? (soonest, wait) : null;
    }

    public void Failed(ModelLink link, ModelFaultException fault)
    {
        var isFirst = failed.All(one => one.Link != link);
        failed.Add((link, fault));
        if (isFirst && link.Health.LimitedFor(time.GetUtcNow()) > TimeSpan.Zero) limited.Add(link);
    }

    /// <summary>
    /// Why nobody answered: the fault itself of a chain of one; of a longer one what each said. It is worth another
    /// attempt if any of them is.
    /// </summary>
    public ModelFaultException End()
    {
        var all = failed.Count > 0 ? failed : [.. Skipped];
        var last = all.GroupBy(one => one.Link).Select(group => group.Last().Fault).ToList();
        if (last.Count == 1) return last[0];
        var told = last.Find(fault => fault.Retryable) ?? last[0];
        return new(told.Code, "No model answered. " + string.Join(' ', last.Select(fault => fault.Message)));
    }

    private static ModelFaultException WhySkipped(ModelLink link, DateTimeOffset now) => new(
        ModelErrors.Skipped,
        link.Health.LimitedFor(now) is { } wait && wait > TimeSpan.Zero
            ? $"{link.Provider} asked to be left alone for another {Math.Ceiling(wait.TotalSeconds):0} s."
            : $"{link.Provider} failed several times just before.");
}
