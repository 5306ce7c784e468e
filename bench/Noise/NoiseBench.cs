using System.Diagnostics;
using OmniSage.Bench.Figures;

namespace OmniSage.Bench.Noise;

/// <summary>
/// How much of the machine the bench gets: the processor time of one busy thread for each core, over the time that
/// passed. Far below 100 %, others use the machine, and no time in the table means much.
/// </summary>
internal static class NoiseBench
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () => Spin(watch), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        self.Refresh();
        var got = (self.TotalProcessorTime - before) / (watch.Elapsed * Environment.ProcessorCount);
        return
        [
            new("cores of this machine", Environment.ProcessorCount, ""),
            new("of them, what busy threads of the bench got", 100 * got, "%"),
        ];
    }

    private static void Spin(Stopwatch watch)
    {
        while (watch.Elapsed < Time) Thread.SpinWait(1_000);
    }
}
