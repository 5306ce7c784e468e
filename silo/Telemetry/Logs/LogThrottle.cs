namespace OmniSage.Silo.Telemetry.Logs;

/// <summary>
/// Lets so many lines of one kind pass in a minute, so that a fault that repeats fills no disk. What was left out is
/// told with the next one that passes. Safe for threads.
/// </summary>
internal sealed class LogThrottle(TimeProvider time)
{
    /// <summary>Lines of one event in one minute.</summary>
    public const int LinesMax = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Category, int Event), Count> counts = [];

    /// <summary>False: it is one too many. Otherwise how many were left out before it.</summary>
    public bool TryPass(string category, int eventId, out int omitted)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (!counts.TryGetValue((category, eventId), out var count))
                counts[(category, eventId)] = count = new() { Since = now };
            omitted = 0;
            if (time.GetElapsedTime(count.Since, now) >= Window)
            {
                omitted = count.Omitted;
                (count.Since, count.Lines, count.Omitted) = (now, 0, 0);
            }

            if (++count.Lines <= LinesMax) return true;
            count.Omitted++;
            return false;
        }
    }

    private sealed class Count
    {
        public long Since { get; set; }

        public int Lines { get; set; }

        public int Omitted { get; set; }
    }
}
