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
    private const int Rounds = 5;
    private const int Many = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var silo = await ChildSilo.StartProductAsync(folder.Path, cancellation);
        using var http = Talker.Connect(silo.Url, silo.Keys[0]);
        // The many first, so that one conversation finds a silo that has been at work for a while.
        var many = await MeasureAsync(silo, http, Many, cancellation);
        var alone = await MeasureAsync(silo, http, 1, cancellation);
        return
        [
            new("offline turn, one conversation, p50", alone.Median(round => round.Ended), "ms")
            {
                Goal = Goal.AtMost(10),
            },
            new("offline turn, one conversation, p99", alone.Median(round => round.EndedTail), "ms"),
            new("message taken, one conversation, p50", alone.Median(round => round.Taken), "ms"),
            new("silo CPU per turn, one conversation", alone.Median(round => round.CpuPerTurn), "ms"),
            new("offline turns, 32 conversations", many.Median(round => round.PerSecond), "/s")
            {
                Goal = Goal.AtLeast(300),
            },
            new("silo CPU per turn, 32 conversations", many.Median(round => round.CpuPerTurn), "ms"),
            new("resident after that load", silo.ResidentMegabytes(), "MB"),
        ];
    }

    private static async Task<List<TurnRound>> MeasureAsync(
        ChildSilo silo, HttpClient http, int people, CancellationToken cancellation)
    {
        await using var conversations = await Conversations.OpenAsync(http, people, cancellation);
        await conversations.TalkAsync(WarmUp, cancellation);
        var rounds = new List<TurnRound>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = silo.ProcessorTime();
            var watch = Stopwatch.StartNew();
            var turns = await conversations.TalkAsync(Round, cancellation);
            var cpu = silo.ProcessorTime() - before;
            rounds.Add(new(
                Numbers.Median(turns.Select(turn => turn.Taken)),
                Numbers.Median(turns.Select(turn => turn.Ended)),
                Numbers.Quantile(turns.Select(turn => turn.Ended), 0.99),
                turns.Count / watch.Elapsed.TotalSeconds,
                cpu.TotalMilliseconds / turns.Count));
        }

        return rounds;
    }

    private static double Median(this IEnumerable<TurnRound> rounds, Func<TurnRound, double> value) =>
        Numbers.Median(rounds.Select(value));

    /// <summary>One round's times in milliseconds.</summary>
    private sealed record TurnRound(double Taken, double Ended, double EndedTail, double PerSecond, double CpuPerTurn);
}
