namespace OmniSage.Models.Chains;

/// <summary>
/// How one model of one provider has done lately, in this process. A few failures in a row have it skipped for a while,
/// and so does the provider's own wish to be left alone. Safe for threads.
/// </summary>
internal sealed class ProviderHealth
{
    private const int LatenciesKept = 50;

    /// <summary>A provider with too many requests that does not say how long to wait.</summary>
    private static readonly TimeSpan LimitedTime = TimeSpan.FromSeconds(2);

    /// <summary>However long a provider asks to be left alone, it is tried again after this.</summary>
    private static readonly TimeSpan LimitedTimeMax = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Queue<double> latencies = new();
    private long answers;
    private long failures;
    private int inARow;
    private DateTimeOffset skippedUntil;
    private DateTimeOffset limitedUntil;
    private (string Code, string Error, DateTimeOffset At)? last;

    public void Succeeded(TimeSpan toFirst)
    {
        lock (gate)
        {
            answers++;
            (inARow, skippedUntil, limitedUntil) = (0, default, default);
            latencies.Enqueue(toFirst.TotalMilliseconds);
            if (latencies.Count > LatenciesKept) latencies.Dequeue();
        }
    }

    public void Failed(ModelFaultException fault, DateTimeOffset now, int failuresMax, TimeSpan skipTime)
    {
        lock (gate)
        {
            failures++;
            // Whoever reads it may not read the request, which the provider's own words may quote.
            last = (fault.Code, fault.Sentence, now);
            // What is wrong with a request says nothing of the provider.
            if (!fault.MovesOn) return;
            if (fault.Code is ModelErrors.RateLimited || fault.RetryAfter is not null)
            {
                var wait = fault.RetryAfter ?? LimitedTime;
                limitedUntil = now + (wait > LimitedTimeMax ? LimitedTimeMax : wait > TimeSpan.Zero ? wait : default);
                return;
            }

            if (++inARow >= failuresMax) skippedUntil = now + skipTime;
        }
    }

    /// <summary>It failed several times just before, and is skipped while others are there.</summary>
    public bool IsSkipped(DateTimeOffset now)
    {
        lock (gate) return skippedUntil > now;
    }

    /// <summary>How long the provider still wants to be left alone.</summary>
    public TimeSpan LimitedFor(DateTimeOffset now)
    {
        lock (gate) return limitedUntil > now ? limitedUntil - now : TimeSpan.Zero;
    }

    public ModelHealth Read(DateTimeOffset now)
    {
        lock (gate)
        {
            var sorted = latencies.Order().ToList();
            return new()
            {
                State = limitedUntil > now ? ModelState.Limited
                    : skippedUntil > now ? ModelState.Skipped
                    : answers + failures == 0 ? ModelState.Unknown
                    : inARow > 0 ? ModelState.Failing
                    : ModelState.Healthy,
                Answers = answers,
                Failures = failures,
                LatencyMs = sorted.Count == 0 ? null : (long)Math.Round(sorted[(sorted.Count - 1) / 2]),
                LastCode = last?.Code,
                LastError = last?.Error,
                LastErrorAt = last?.At,
            };
        }
    }
}
