namespace OmniSage.Grains.Runs;

/// <summary>One run's live output and its watchers. Safe for threads.</summary>
internal sealed class LiveRun(RunId run, int charsMax)
{
    /// <summary>Watchers of one run; the one that came first leaves when another comes.</summary>
    public const int WatchersMax = 64;

    private static readonly TimeSpan WatchTime = TimeSpan.FromMinutes(3);

    private readonly Lock gate = new();
    private readonly List<(IRunObserver Observer, DateTimeOffset Until)> watchers = [];
    private readonly List<LiveOutput> said = [];
    private readonly Dictionary<LiveChannel, long> written = [];
    private int chars;
    private int step;
    private int attempt;

    public void Begin(int nextStep, int nextAttempt)
    {
        lock (gate)
        {
            (step, attempt, chars) = (nextStep, nextAttempt, 0);
            said.Clear();
            written.Clear();
        }
    }

    public LiveOutput Write(LiveChannel channel, string text)
    {
        lock (gate)
        {
            var offset = written.GetValueOrDefault(channel);
            var output = new LiveOutput
            {
                Run = run, Step = step, Attempt = attempt, Channel = channel, Offset = offset, Text = text,
            };
            written[channel] = offset + text.Length;
            said.Add(output);
            chars += text.Length;
            var dropped = 0;
            while (chars > charsMax) chars -= said[dropped++].Text.Length;
            if (dropped > 0) said.RemoveRange(0, dropped);
            return output;
        }
    }

    /// <summary>What the watcher has to get: everything so far when it is new, nothing when it is renewed.</summary>
    public IReadOnlyList<LiveOutput> Watch(IRunObserver observer, DateTimeOffset now)
    {
        lock (gate)
        {
            var isNew = watchers.RemoveAll(known => known.Observer.Equals(observer)) == 0;
            if (watchers.Count >= WatchersMax) watchers.RemoveAt(0);
            watchers.Add((observer, now + WatchTime));
            return isNew ? [.. said] : [];
        }
    }

    /// <summary>True: nothing is left that anyone wants.</summary>
    public bool Unwatch(IRunObserver observer)
    {
        lock (gate)
        {
            watchers.RemoveAll(known => known.Observer.Equals(observer));
            return watchers.Count == 0 && step == 0;
        }
    }

    public IReadOnlyList<IRunObserver> Watchers(DateTimeOffset now)
    {
        lock (gate)
        {
            if (watchers.Count == 0) return [];
            watchers.RemoveAll(known => known.Until < now);
            return [.. watchers.Select(known => known.Observer)];
        }
    }
}
