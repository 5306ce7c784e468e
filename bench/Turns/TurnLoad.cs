using System.Diagnostics;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Turns;

/// <summary>So many conversations in closed loop against a silo, measured in rounds.</summary>
internal sealed class TurnLoad
{
    private const int Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(2);

    private readonly List<Round> rounds = [];

    private TurnLoad()
    {
    }

    /// <summary>From the message sent to its run over, in milliseconds.</summary>
    public double Ended => Median(round => round.Ended);

    public double EndedTail => Median(round => round.EndedTail);

    /// <summary>From the message sent to its acknowledgement, in milliseconds.</summary>
    public double Taken => Median(round => round.Taken);

    public double PerSecond => Median(round => round.PerSecond);

    /// <summary>The silo's own, in milliseconds.</summary>
    public double CpuPerTurn => Median(round => round.CpuPerTurn);

    public static async Task<TurnLoad> MeasureAsync(
        ChildSilo silo, HttpClient http, int people, CancellationToken cancellation)
    {
        var load = new TurnLoad();
        await using var conversations = await Conversations.OpenAsync(http, people, cancellation);
        await conversations.TalkAsync(WarmUp, cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var before = silo.ProcessorTime();
            var watch = Stopwatch.StartNew();
            var turns = await conversations.TalkAsync(RoundTime, cancellation);
            var cpu = silo.ProcessorTime() - before;
            load.rounds.Add(new(
                Numbers.Median(turns.Select(turn => turn.Taken)),
                Numbers.Median(turns.Select(turn => turn.Ended)),
                Numbers.Quantile(turns.Select(turn => turn.Ended), 0.99),
                turns.Count / watch.Elapsed.TotalSeconds,
                cpu.TotalMilliseconds / turns.Count));
        }

        return load;
    }

    private double Median(Func<Round, double> value) => Numbers.Median(rounds.Select(value));

    /// <summary>One round's times in milliseconds.</summary>
    private sealed record Round(double Taken, double Ended, double EndedTail, double PerSecond, double CpuPerTurn);
}
