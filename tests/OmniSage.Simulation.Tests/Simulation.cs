using OmniSage.Simulation.Tests.Bugs;
using OmniSage.Simulation.Tests.Checks;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;
using OmniSage.Simulation.Tests.Workloads;

namespace OmniSage.Simulation.Tests;

/// <summary>
/// One seed's whole run: people talk while things go wrong; then all is calm and must settle; then it is checked.
/// </summary>
internal sealed class Simulation
{
    /// <summary>By then everything must have come to its end, in the simulation's own time.</summary>
    private static readonly TimeSpan SettleMax = TimeSpan.FromHours(2);

    /// <summary>
    /// A crash comes at most so many steps after the one before; most seeds have a few thousand steps.
    /// </summary>
    private const int CrashStepsMax = 500;

    private const long Dollar = 1_000_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly World world;
    private readonly List<Person> people = [];

    /// <summary>So many people who each say one thing to one tenant at once, on one dollar; 0: as the seed
    /// chooses.</summary>
    private readonly int crowd;

    private Simulation(World world, int crowd) => (this.world, this.crowd) = (world, crowd);

    /// <summary>Runs the seed on a thread of its own and answers what came of it.</summary>
    public static SimulationResult Run(int seed, PlantedBug bug = PlantedBug.None, int crowd = 0)
    {
        SimulationResult? result = null;
        var thread = new Thread(() => result = new Simulation(new World(seed, bug), crowd).Run())
        {
            IsBackground = true,
        };
        thread.UnsafeStart();
        thread.Join();
        return result!;
    }

    private SimulationResult Run()
    {
        string? failure = null;
        try
        {
            world.Loop.Run(LiveAsync, world.Tasks);
        }
        catch (Exception fault)
        {
            // Whatever went wrong is this seed's finding; the test reports it with the way to see it again.
            failure = fault is SimulationException ? fault.Message : fault.ToString();
        }

        world.Reached.Count("steps", world.Loop.Steps);
        var trace = world.Loop.Trace.ToString();
        world.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return new(
            world.Seed, trace, world.Loop.Steps,
            TimeSpan.FromTicks(world.Loop.Now - LoopStart), world.Reached, failure);
    }

    private static long LoopStart => new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero).Ticks;

    private async Task LiveAsync()
    {
        await world.PrepareAsync();
        _ = world.SuperviseAsync();
        var chance = world.Chaos.Workload;
        if (crowd > 0)
        {
            await StormAsync(chance);
            return;
        }

        var tenants = Enumerable.Range(0, 1 + chance.Next(2)).Select(_ => new TenantId(NewId(chance))).ToList();
        var threads = tenants.SelectMany(tenant => Enumerable.Range(0, 1
            + chance.Next(2)).Select(_ => tenant)).ToList();
        people.AddRange(threads.Select((tenant, index) => new Person(world, new(tenant, NewId(chance)), index + 1)));
        PlanCrash(world.Chaos.Crashes);
        await Task.WhenAll(people.Select(person => person.TalkAsync(2 + chance.Next(4))));
        var more = chance.Next(40);
        if (more == 0) await people[0].ChatterAsync(140);
        if (more is 1 or 2) await people[0].RambleAsync(90);
        world.Calm();
        await SettleAsync();
        await new Verdict(world, people).CheckAsync();
    }

    private async Task StormAsync(Random chance)
    {
        world.Chaos.Budget = Dollar;
        var tenant = new TenantId(NewId(chance));
        people.AddRange(Enumerable.Range(1, crowd).Select(
            number => new Person(world, new(tenant, NewId(chance)), number)));
        PlanCrash(3 + world.Chaos.Crashes);
        await Task.WhenAll(people.Select(person => person.TalkAsync(1)));
        await Task.Delay(TimeSpan.FromMinutes(5), world.Clock);
        world.Calm();
        await SettleAsync();
        await new Verdict(world, people).CheckAsync();
    }

    private void PlanCrash(int left)
    {
        if (left == 0) return;
        world.Loop.Plan(20 + world.Chaos.Workload.Next(CrashStepsMax), () =>
        {
            if (world.Chaos.IsCalm) return;
            world.Crash();
            PlanCrash(left - 1);
        });
    }

    private async Task SettleAsync()
    {
        var until = world.Clock.GetUtcNow() + SettleMax;
        while (world.Clock.GetUtcNow() < until)
        {
            await Task.Delay(Pause, world.Clock);
            if (world.IsQuiet && await world.CountAsync("SELECT count(*) FROM lease") == 0
                && await world.CountAsync("SELECT count(*) FROM run WHERE ended_us IS NULL") == 0) return;
        }

        throw new SimulationException(
            $"After {SettleMax} of calm there are {await world.CountAsync("SELECT count(*) FROM lease")} leases and "
            + $"{await world.CountAsync("SELECT count(*) FROM run WHERE ended_us IS NULL")} runs that have not ended.");
    }

    private static Guid NewId(Random chance)
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.NextBytes(bytes);
        return new(bytes);
    }
}

/// <summary>What came of a seed.</summary>
/// <param name="Seed">Gives the same run again.</param>
/// <param name="Trace">A hash over all steps in order and all events.</param>
/// <param name="Steps">Tasks that were run.</param>
/// <param name="Time">How long it was in its own time.</param>
/// <param name="Reached">What came to pass.</param>
/// <param name="Failure">What did not hold; null when all did.</param>
internal sealed record SimulationResult(
    int Seed, string Trace, long Steps, TimeSpan Time, Reached Reached, string? Failure);
