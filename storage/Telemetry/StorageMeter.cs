using System.Diagnostics.Metrics;

namespace OmniSage.Storage.Telemetry;

/// <summary>What is counted and timed of writing.</summary>
internal static class StorageMeter
{
    public const string Name = "OmniSage.Storage";

    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>(
        "omnisage.storage.queue.units", "{unit}", "Units of work that wait for the database.");

    private static readonly Counter<long> RefusedUnits = Meter.CreateCounter<long>(
        "omnisage.storage.queue.refused", "{unit}", "Units of work that were refused, as too many waited.");

    private static readonly Histogram<double> Commits = Meter.CreateHistogram(
        "omnisage.storage.commit.duration",
        "s",
        "From a unit handed in to its being durable, its wait included.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
        });

    private static readonly Histogram<int> Batches = Meter.CreateHistogram(
        "omnisage.storage.batch.units",
        "{unit}",
        "Units of work that one commit of the database took.",
        advice: new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
        });

    /// <summary>Has the figures be there from the start, at nothing.</summary>
    public static void Open() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(
        typeof(StorageMeter).TypeHandle);

    public static void Waits(int more) => Waiting.Add(more);

    public static void Refused() => RefusedUnits.Add(1);

    public static void Committed(TimeSpan took, string? code)
    {
        if (code is null) Commits.Record(took.TotalSeconds);
        else Commits.Record(took.TotalSeconds, new KeyValuePair<string, object?>("error.type", code));
    }

    public static void Batch(int units) => Batches.Record(units);
}
