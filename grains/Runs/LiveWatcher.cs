namespace OmniSage.Grains.Runs;

/// <summary>
/// One who watches a run. What it is to get queues here and is sent by one at a time, so that nothing new overtakes the
/// text so far, whoever writes meanwhile. Its run's gate guards it.
/// </summary>
internal sealed class LiveWatcher(IRunObserver observer)
{
    private readonly Queue<LiveOutput> unsent = new();
    private bool isSending;

    public IRunObserver Observer => observer;

    public DateTimeOffset Until { get; set; }

    public void Add(LiveOutput output) => unsent.Enqueue(output);

    /// <summary>The next to be sent by the caller, who asks again after it; null: nothing, or another sends.</summary>
    public LiveOutput? Take(bool isFirst)
    {
        if (isFirst && isSending) return null;
        isSending = unsent.TryDequeue(out var next);
        return next;
    }
}
