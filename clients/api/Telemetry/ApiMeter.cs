using System.Diagnostics.Metrics;

namespace OmniSage.Api.Telemetry;

/// <summary>What is counted and timed of the API beside what ASP.NET Core measures of every request.</summary>
internal static class ApiMeter
{
    public const string Name = "OmniSage.Api";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Acknowledgements = Meter.CreateHistogram(
        "omnisage.message.acknowledgement.duration",
        "s",
        "From a message's request to its being durable.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });

    private static readonly UpDownCounter<int> Watchers = Meter.CreateUpDownCounter<int>(
        "omnisage.stream.watchers", "{stream}", "Event streams that are open.");

    private static readonly Counter<long> Faults = Meter.CreateCounter<long>(
        "omnisage.api.faults", "{request}", "Requests that failed in a way that nobody foresaw.");

    /// <summary>Has the figures be there from the start, at nothing.</summary>
    public static void Open() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(
        typeof(ApiMeter).TypeHandle);

    public static void Acknowledged(TimeSpan took) => Acknowledgements.Record(took.TotalSeconds);

    public static void Unforeseen() => Faults.Add(1);

    /// <summary>Counts an event stream for as long as it is open.</summary>
    public static IDisposable Watch()
    {
        Watchers.Add(1);
        return new Counted();
    }

    private sealed class Counted : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0) Watchers.Add(-1);
        }
    }
}
