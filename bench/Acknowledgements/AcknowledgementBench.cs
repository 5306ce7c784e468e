using System.Diagnostics;
using System.Globalization;
using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Acknowledgements;

/// <summary>
/// How soon a message is taken while 40 tenants have 5 executors each at work, 180 of them awaiting a model and 20
/// burning half a core between them in sandboxes, and 50 people chat.
/// </summary>
internal static class AcknowledgementBench
{
    private const int Tenants = 40;
    private const int Burners = 20;
    private const int People = 50;
    private const double BurnShare = 0.5 / Burners;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Chatting = TimeSpan.FromSeconds(24);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var silo = await ChildSilo.StartHostAsync(folder.Path, BenchHost.Scripted, Tenants, cancellation);
        var tenants = silo.Keys.Skip(1).Select(key => Talker.Connect(silo.Url, key)).ToList();
        var before = silo.ProcessorTime();
        var watch = Stopwatch.StartNew();
        var busy = await MakeBusyAsync(tenants, cancellation);
        var times = await Task.WhenAll(Enumerable.Range(0, People).Select(person =>
            ChatAsync(tenants[person % Tenants], new Random(person), cancellation)));
        var share = (silo.ProcessorTime() - before).TotalSeconds / watch.Elapsed.TotalSeconds;
        foreach (var talker in busy) await talker.DisposeAsync();
        foreach (var tenant in tenants) tenant.Dispose();
        var all = times.SelectMany(of => of).ToList();
        return
        [
            new("acknowledgement under load, p99", Numbers.Quantile(all.Select(one => one.Taken), 0.99), "ms")
            {
                Goal = Goal.AtMost(50),
            },
            new("acknowledgement under load, p50", Numbers.Quantile(all.Select(one => one.Taken), 0.5), "ms"),
            new("answer under load, p99", Numbers.Quantile(all.Select(one => one.Ended), 0.99), "ms"),
            new("messages measured for these", all.Count, ""),
            new("silo CPU meanwhile, without sandboxes", share, "cores"),
        ];
    }

    /// <summary>Five executors of each tenant; begun one tenant after another, as work comes.</summary>
    private static async Task<List<Talker>> MakeBusyAsync(List<HttpClient> tenants, CancellationToken cancellation)
    {
        var burn = Burn();
        var talkers = new List<Talker>();
        foreach (var (number, tenant) in tenants.Index())
        {
            string[] orders = number < Burners
                ? [$"{ScriptedModel.KeepBusy}4 {ScriptedModel.Wait}", $"{ScriptedModel.KeepBusy}1 {burn}"]
                : [$"{ScriptedModel.KeepBusy}5 {ScriptedModel.Wait}"];
            foreach (var order in orders)
            {
                var talker = await Talker.OpenAsync(tenant, cancellation);
                talkers.Add(talker);
                await talker.SayAsync(order, cancellation);
            }

            await Task.Delay(Settling / Tenants, TimeProvider.System, cancellation);
        }

        return talkers;
    }

    /// <summary>Says something every second or so; each person is out of step with the others.</summary>
    private static async Task<List<(double Taken, double Ended)>> ChatAsync(
        HttpClient http, Random random, CancellationToken cancellation)
    {
        await using var talker = await Talker.OpenAsync(http, cancellation);
        var times = new List<(double, double)>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Chatting;)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5 + random.NextDouble()), TimeProvider.System, cancellation);
            times.Add(await talker.SayAsync("And what do you think of this?", cancellation));
        }

        return times;
    }

    /// <summary>
    /// A command that burns its share of a core for two minutes: a loop as long as it is, once a second.
    /// </summary>
    private static string Burn()
    {
        var watch = Stopwatch.StartNew();
        using (var loop = Process.Start("sh", ["-c", Loop(400_000)])) loop.WaitForExit();
        var count = (int)(400_000 * BurnShare / watch.Elapsed.TotalSeconds);
        return $"k=0; while [ $k -lt 120 ]; do {Loop(count)}; sleep 1; k=$((k+1)); done";
    }

    private static string Loop(int count) => string.Create(
        CultureInfo.InvariantCulture, $"i=0; while [ $i -lt {count} ]; do i=$((i+1)); done");
}
