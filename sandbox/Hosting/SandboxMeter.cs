using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OmniSage.Sandbox;

/// <summary>What is counted and timed of sandboxes; each start is a span too.</summary>
internal sealed class SandboxMeter : IDisposable
{
    public const string Name = "OmniSage.Sandbox";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Histogram<double> Starts = Meter.CreateHistogram(
        "omnisage.sandbox.start.duration",
        "s",
        "From a place that is granted to a sandbox that can be used.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
        });

    private readonly string driver;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly Activity? span;
    private string outcome = "failed";

    private SandboxMeter(string driver, TimeProvider time)
    {
        (this.driver, this.time, began) = (driver, time, time.GetTimestamp());
        span = Source.StartActivity("create sandbox", ActivityKind.Internal);
    }

    /// <summary>Has the figures be there from the start, at nothing.</summary>
    public static void Open() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(
        typeof(SandboxMeter).TypeHandle);

    /// <summary>A start begins; disposed of before it is done, it has failed.</summary>
    public static SandboxMeter Begin(string driver, TimeProvider time) => new(driver, time);

    /// <param name="isWarm">It stood ready.</param>
    public void Done(bool isWarm) => outcome = isWarm ? "warm" : "cold";

    public void Dispose()
    {
        Starts.Record(time.GetElapsedTime(began).TotalSeconds, new("driver", driver), new("outcome", outcome));
        span?.SetTag("omnisage.sandbox.driver", driver);
        span?.SetTag("omnisage.sandbox.start", outcome);
        span?.Dispose();
    }
}
