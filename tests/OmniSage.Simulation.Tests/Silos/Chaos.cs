using OmniSage.Storage.Writes;

namespace OmniSage.Simulation.Tests.Silos;

/// <summary>
/// How badly the world behaves, drawn from the seed: each kind of trouble has its own source of chance, so that one
/// more of a kind does not change all others. Once it is calm, nothing goes wrong any more.
/// </summary>
internal sealed class Chaos
{
    /// <summary>Writes that fail one after another; a commit is tried seven times.</summary>
    private const int OutageWritesMax = 25;

    private readonly Random writes;
    private readonly Random reads;
    private readonly Random calls;
    private int outage;

    public Chaos(int seed)
    {
        var shape = Source(seed, 1);
        (writes, reads, calls) = (Source(seed, 2), Source(seed, 3), Source(seed, 4));
        (Models, Sandboxes, Ids, Salts, Workload) =
            (Source(seed, 5), Source(seed, 6), Source(seed, 7), Source(seed, 8), Source(seed, 9));
        var level = shape.Next(4); // A quarter of the seeds has no trouble of a kind at all.
        WriteFailures = level * 0.01;
        SlowWrites = shape.Next(3) * 0.05;
        ReadFailures = shape.Next(3) * 0.005;
        LateCalls = shape.Next(3) * 0.1;
        LostAnswers = shape.Next(3) * 0.03;
        RepeatedCalls = shape.Next(3) * 0.2;
        ModelTrouble = shape.Next(3) * 0.15;
        SandboxTrouble = shape.Next(3) * 0.1;
        Crashes = Math.Max(0, shape.Next(5) - 1);
        Haste = TimeSpan.FromSeconds(shape.Next(3) switch { 0 => 1, 1 => 6, _ => 25 });
        CopiesThroughJson = seed % 8 == 0;
        Tokens = Source(seed, 10);
        Budget = Tokens.Next(2) == 0 ? null : Tokens.Next(30_000, 400_000);
    }

    public bool IsCalm { get; set; }

    public double ModelTrouble { get; }

    public double SandboxTrouble { get; }

    public int Crashes { get; }

    /// <summary>The longest that a person waits between two messages.</summary>
    public TimeSpan Haste { get; }

    public bool CopiesThroughJson { get; }

    /// <summary>Millionths of a dollar that each tenant may spend in a day; null: any.</summary>
    public long? Budget { get; set; }

    public Random Tokens { get; }

    public Random Models { get; }

    public Random Sandboxes { get; }

    public Random Ids { get; }

    public Random Salts { get; }

    public Random Workload { get; }

    private double WriteFailures { get; }

    private double SlowWrites { get; }

    private double ReadFailures { get; }

    private double LateCalls { get; }

    private double LostAnswers { get; }

    private double RepeatedCalls { get; }

    public WriteFault NextWrite()
    {
        if (IsCalm || (outage == 0 && writes.NextDouble() >= WriteFailures)) return WriteFault.None;
        // Now and then the database stays away for longer than a commit is tried again.
        outage = outage > 0 ? outage - 1 : writes.Next(3) == 0 ? writes.Next(OutageWritesMax) : 0;
        return writes.Next(2) == 0 ? WriteFault.Lost : WriteFault.DurableButUnknown;
    }

    /// <summary>Null: at once.</summary>
    public TimeSpan? NextWriteDelay() => Delay(writes, SlowWrites, TimeSpan.FromSeconds(5));

    public bool NextReadFails() => !IsCalm && reads.NextDouble() < ReadFailures;

    public TimeSpan? NextCallDelay() => Delay(calls, LateCalls, TimeSpan.FromSeconds(20));

    public bool NextAnswerIsLost() => !IsCalm && calls.NextDouble() < LostAnswers;

    /// <summary>When the same call comes once more; null: never.</summary>
    public TimeSpan? NextRepeat() => Delay(calls, RepeatedCalls, TimeSpan.FromMinutes(2));

    private TimeSpan? Delay(Random chance, double share, TimeSpan max) =>
        !IsCalm && chance.NextDouble() < share ? max * Math.Pow(chance.NextDouble(), 3) : null;

    private static Random Source(int seed, int number) => new(unchecked((seed * 1_000_003) + number));
}
