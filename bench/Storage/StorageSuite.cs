using System.Diagnostics;
using OmniSage.Bench.Figures;

namespace OmniSage.Bench.Storage;

/// <summary>What <see cref="StorageBench"/> measures, as figures.</summary>
internal static class StorageSuite
{
    private const int Rounds = 3;
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        var rates = new List<StorageRate>();
        var watch = Stopwatch.StartNew();
        // On a machine too slow for all rounds one has to do.
        for (var round = 0; round < Rounds && (round == 0 || watch.Elapsed < TimeMax); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            rates.AddRange(await StorageBench.RunAllAsync());
        }

        return [.. rates.GroupBy(rate => rate.Database).SelectMany(of => FiguresOf(of.Key, [.. of]))];
    }

    private static IEnumerable<Figure> FiguresOf(string database, List<StorageRate> rates)
    {
        yield return new(
            $"durable events, {database}", Numbers.Median(rates.Select(rate => rate.EventsPerSecond)), "/s")
        {
            // A number is asked of SQLite alone: a server's depends on where it is.
            Goal = database == "SQLite" ? Goal.AtLeast(15_000) : null,
            Baseline = Numbers.Median(rates.Select(rate => rate.BaselinePerSecond)),
        };
        yield return new(
            $"the same, of a plain loop, {database}", 100 * Numbers.Median(rates.Select(rate => rate.Ratio)), "%")
        {
            Goal = Goal.AtLeast(40),
        };
        yield return new(
            $"events per commit of these, {database}", Numbers.Median(rates.Select(rate => rate.EventsPerCommit)), "");
        yield return new(
            $"CPU per event, {database}", Numbers.Median(rates.Select(rate => rate.CpuMicrosPerEvent)), "µs")
        {
            Baseline = Numbers.Median(rates.Select(rate => rate.BaselineCpuMicrosPerEvent)),
        };
    }
}
