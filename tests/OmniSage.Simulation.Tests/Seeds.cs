using System.Collections.Concurrent;
using System.Globalization;
using OmniSage.Simulation.Tests.Bugs;
using OmniSage.Simulation.Tests.Checks;

namespace OmniSage.Simulation.Tests;

/// <summary>Runs many seeds, some beside each other, each on one thread of its own.</summary>
internal static class Seeds
{
    /// <summary>The variable that names the one seed to be run, to see a failure again.</summary>
    public const string Variable = "OMNISAGE_SIM_SEED";

    /// <summary>The variable that says how many seeds are run; 1,000 by default.</summary>
    public const string CountVariable = "OMNISAGE_SIM_SEEDS";

    /// <summary>Enough to see what they have in common.</summary>
    public const int FailuresMax = 20;

    private const int Usual = 1_000;

    public static IReadOnlyList<int> Chosen =>
        Read(Variable) is { } one ? [one] : [.. Enumerable.Range(1, Read(CountVariable) ?? Usual)];

    /// <summary>Stops at so many failures, which are in the order of their seeds.</summary>
    public static ImmutableArray<SimulationResult> FindFailures(
        IReadOnlyList<int> seeds, PlantedBug bug, int failuresMax, out Reached reached)
    {
        var failures = new ConcurrentQueue<SimulationResult>();
        var next = -1;
        var sum = new Reached();
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        reached = sum;
        return [.. failures.OrderBy(failure => failure.Seed)];

        void Work()
        {
            for (var index = Interlocked.Increment(ref next);
                index < seeds.Count;
                index = Interlocked.Increment(ref next))
            {
                if (failures.Count >= failuresMax) return;
                var result = Simulation.Run(seeds[index], bug);
                lock (sum)
                {
                    sum.Count("seeds");
                    sum.Add(result.Reached);
                }

                if (result.Failure is not null) failures.Enqueue(result);
            }
        }
    }

    public static string Describe(IEnumerable<SimulationResult> failures) =>
        string.Join('\n', failures.Select(failure =>
        $"Seed {failure.Seed} (after {failure.Steps} steps): {failure.Failure}\n"
        + $"  Again: {Variable}={failure.Seed} "
                + "artifacts/bin/OmniSage.Simulation.Tests/debug/OmniSage.Simulation.Tests"));

    private static int? Read(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;
}
