using System.Diagnostics;
using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Threads;

/// <summary>
/// What an idle thread costs: the managed heap before and after many threads had a plain exchange each, and once they
/// were collected. Counts the commits of a plain answer on the way.
/// </summary>
internal static class ThreadBench
{
    private const int ThreadsMax = 2_000;
    private const int AtOnce = 8;
    private const double Kilobyte = 1024;

    /// <summary>Well before the first of them is collected.</summary>
    private static readonly TimeSpan TimeMax = BenchHost.CollectionAge / 2;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var silo = await ChildSilo.StartHostAsync(folder.Path, BenchHost.Offline, tenants: 0, cancellation);
        using var http = Talker.Connect(silo.Url, silo.Keys[0]);
        var commits = await CommitsAsync(silo, http, cancellation);
        await ExchangeAsync(http, 200, cancellation);
        // Without the threads of the warming up, which are collected by then.
        await Task.Delay(BenchHost.CollectionAge + TimeSpan.FromSeconds(3), TimeProvider.System, cancellation);
        var before = await silo.AskAsync(HostQuestion.Heap, cancellation);
        var threads = await ExchangeAsync(http, ThreadsMax, cancellation);
        var active = await silo.AskAsync(HostQuestion.Heap, cancellation);
        await Task.Delay(BenchHost.CollectionAge + TimeSpan.FromSeconds(3), TimeProvider.System, cancellation);
        var collected = await silo.AskAsync(HostQuestion.Heap, cancellation);
        return
        [
            new("commits of a plain answer", commits, "") { Goal = Goal.AtMost(3) },
            new("idle activated thread, heap", (active - before) / Kilobyte / threads, "KB") { Goal = Goal.AtMost(20) },
            new("threads measured for this", threads, ""),
            new("the same after it was collected", (collected - before) / Kilobyte / threads, "KB")
            {
                Goal = Goal.AtMost(0.5),
            },
        ];
    }

    private static async Task<double> CommitsAsync(ChildSilo silo, HttpClient http, CancellationToken cancellation)
    {
        var counts = new List<double>();
        await using var talker = await Talker.OpenAsync(http, cancellation);
        for (var turn = 0; turn < 9; turn++)
        {
            var before = await silo.AskAsync(HostQuestion.Commits, cancellation);
            await talker.SayAsync("hello", cancellation);
            counts.Add(await silo.AskAsync(HostQuestion.Commits, cancellation) - before);
        }

        return Numbers.Median(counts);
    }

    /// <summary>
    /// Returns how many threads had their exchange: all of them, or as many as the time was enough for.
    /// </summary>
    private static async Task<int> ExchangeAsync(HttpClient http, int threads, CancellationToken cancellation)
    {
        var (begun, done) = (0, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref begun) <= threads && watch.Elapsed < TimeMax)
            {
                await using var talker = await Talker.OpenAsync(http, cancellation);
                await talker.SayAsync("hello", cancellation);
                Interlocked.Increment(ref done);
            }
        }));
        return done;
    }
}
