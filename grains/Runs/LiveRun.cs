namespace OmniSage.Grains.Runs;

/// <summary>One run's live output and its watchers. Safe for threads.</summary>
/// <param name="run">Whose output it is.</param>
/// <param name="charsMax">Characters kept for whoever comes later.</param>
/// <param name="send">Hands a watcher its next piece; never throws.</param>
internal sealed class LiveRun(RunId run, int charsMax, Action<IRunObserver, LiveOutput> send)
{
    /// <summary>Watchers of one run; the one that came first leaves when another comes.</summary>
    public const int WatchersMax = 64;

    private static readonly TimeSpan WatchTime = TimeSpan.FromMinutes(3);

    private readonly Lock gate = new();
    private readonly List<LiveWatcher> watchers = [];
    private readonly List<LiveOutput> said = [];
    private readonly Dictionary<LiveChannel, long> written = [];
    private int chars;
    private int step;
    private int attempt;
    private int tryNumber;

    public void Begin(int nextStep, int nextAttempt)
    {
        lock (gate)
        {
            (step, attempt, tryNumber) = (nextStep, nextAttempt, 0);
            Clear();
        }
    }

    /// <summary>What was said counts no more, and everyone who watches is told so at once.</summary>
    public void Restart(StepKey of, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!IsNow(of)) return;
            tryNumber++;
            Clear();
        }

        Write(of, LiveChannel.Answer, "", now);
    }

    /// <summary>Keeps the text, and sends it to everyone who watches. What another step says late is dropped.</summary>
    public void Write(StepKey of, LiveChannel channel, string text, DateTimeOffset now)
    {
        LiveWatcher[] all;
        lock (gate)
        {
            if (!IsNow(of)) return;
            var output = Keep(channel, text);
            watchers.RemoveAll(known => known.Until < now);
            foreach (var watcher in watchers) watcher.Add(output);
            all = [.. watchers];
        }

        foreach (var watcher in all) Send(watcher);
    }

    /// <summary>Adds the watcher, or renews it; a new one gets everything so far, then what comes.</summary>
    public void Watch(IRunObserver observer, DateTimeOffset now)
    {
        LiveWatcher? watcher;
        lock (gate)
        {
            watcher = watchers.Find(known => known.Observer.Equals(observer));
            if (watcher is null)
            {
                if (watchers.Count >= WatchersMax) watchers.RemoveAt(0);
                watchers.Add(watcher = new(observer));
                foreach (var output in said) watcher.Add(output);
            }

            watcher.Until = now + WatchTime;
        }

        Send(watcher);
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

    private bool IsNow(StepKey of) => (of.Step, of.Attempt) == (step, attempt);

    private void Clear()
    {
        chars = 0;
        said.Clear();
        written.Clear();
    }

    private LiveOutput Keep(LiveChannel channel, string text)
    {
        var offset = written.GetValueOrDefault(channel);
        var output = new LiveOutput
        {
            Run = run,
            Step = step,
            Attempt = attempt,
            Try = tryNumber,
            Channel = channel,
            Offset = offset,
            Text = text,
        };
        written[channel] = offset + text.Length;
        said.Add(output);
        chars += text.Length;
        var dropped = 0;
        while (chars > charsMax) chars -= said[dropped++].Text.Length;
        if (dropped > 0) said.RemoveRange(0, dropped);
        return output;
    }

    /// <summary>Outside the gate, since whoever is called may come back here.</summary>
    private void Send(LiveWatcher watcher)
    {
        for (var next = Take(watcher, isFirst: true); next is not null; next = Take(watcher, isFirst: false))
        {
            send(watcher.Observer, next);
        }
    }

    private LiveOutput? Take(LiveWatcher watcher, bool isFirst)
    {
        lock (gate) return watcher.Take(isFirst);
    }
}
