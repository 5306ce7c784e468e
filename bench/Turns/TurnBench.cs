using System.Diagnostics;
using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Turns;

/// <summary>
/// Whole turns with the offline model against the product in a process of its own: from the message's POST to
/// <c>run.completed</c> on the conversation's open event stream.
/// </summary>
internal static class TurnBench
{
    private const string Message = "hello";
    private const int Rounds = 5;
    private const int Conversations = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var silo = await ChildSilo.StartProductAsync(folder.Path, cancellation);
        using var http = Talker.Connect(silo.Url, silo.Keys[0]);
        var alone = new List<double>();
        var taken = new List<double>();
        var tail = new List<double>();
        var aloneCost = new List<double>();
        await TalkAsync(http, 1, WarmUp, cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var (turns, cost) = await CostAsync(silo, () => TalkAsync(http, 1, Round, cancellation));
            alone.Add(Numbers.Median(turns.Select(turn => turn.Ended)));
            taken.Add(Numbers.Median(turns.Select(turn => turn.Taken)));
            tail.Add(Numbers.Quantile(turns.Select(turn => turn.Ended), 0.99));
            aloneCost.Add(cost);
        }

        var rates = new List<double>();
        var costs = new List<double>();
        await TalkAsync(http, Conversations, WarmUp, cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var (turns, cost) = await CostAsync(silo, () => TalkAsync(http, Conversations, Round, cancellation));
            rates.Add(turns.Count / watch.Elapsed.TotalSeconds);
            costs.Add(cost);
        }

        return
        [
            new("offline turn, one conversation, p50", Numbers.Median(alone), "ms") { Goal = Goal.AtMost(10) },
            new("offline turn, one conversation, p99", Numbers.Median(tail), "ms"),
            new("offline turn, message taken, p50", Numbers.Median(taken), "ms"),
            new("offline turns, 32 conversations", Numbers.Median(rates), "/s") { Goal = Goal.AtLeast(300) },
            new("silo CPU per turn, one conversation", Numbers.Median(aloneCost), "ms"),
            new("silo CPU per turn, 32 conversations", Numbers.Median(costs), "ms"),
            new("resident after that load", silo.ResidentMegabytes(), "MB"),
        ];
    }

    /// <summary>So many people, each saying the next thing as soon as the last one's run is over.</summary>
    private static async Task<List<(double Taken, double Ended)>> TalkAsync(
        HttpClient http, int people, TimeSpan time, CancellationToken cancellation)
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, people).Select(_ => OneAsync()));
        return [.. turns.SelectMany(of => of)];

        async Task<List<(double, double)>> OneAsync()
        {
            var done = new List<(double, double)>();
            await using var talker = await Talker.OpenAsync(http, cancellation);
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;) done.Add(await talker.SayAsync(Message, cancellation));
            return done;
        }
    }

    /// <summary>Processor milliseconds of the silo per turn.</summary>
    private static async Task<(List<(double Taken, double Ended)> Turns, double Cost)> CostAsync(
        ChildSilo silo, Func<Task<List<(double, double)>>> talk)
    {
        var before = silo.ProcessorTime();
        var turns = await talk();
        return (turns, (silo.ProcessorTime() - before).TotalMilliseconds / turns.Count);
    }
}
