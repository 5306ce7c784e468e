#if !ORLEANS_PACKAGES
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Testing;
using OmniSage.Testing.Clusters;
using OmniSage.Testing.Simulation;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IWandererGrain : IGrainWithStringKey
{
    Task<int> WanderAsync(int steps);

    Task StartAsync(string stream);
}

internal sealed class WandererGrain : Grain, IWandererGrain, IRemindable
{
    private int _visits;

    private static Probe Trace => Probe.Of("trace");

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public async Task<int> WanderAsync(int steps)
    {
        Trace.Note($"{this.GetPrimaryKeyString()}:{steps}");
        await Task.Yield();
        if (steps == 0)
            return ++_visits;
        var next = GrainFactory.GetGrain<IWandererGrain>($"w{steps % 5}-{steps}");
        var both = await Task.WhenAll(next.WanderAsync(0), Task.FromResult(1));
        return both.Sum() + await next.WanderAsync(steps - 1);
    }

    public async Task StartAsync(string stream)
    {
        this.RegisterGrainTimer(
            () => Note($"tick of {this.GetPrimaryKeyString()}"),
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7)));
        await this.RegisterOrUpdateReminder("r", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await this.GetStreamProvider(ClusterFixture.Streams).GetStream<int>(StreamId.Create("s", stream))
            .SubscribeAsync((number, _) => Note($"{this.GetPrimaryKeyString()} heard {number}"));
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Note($"reminder of {this.GetPrimaryKeyString()} at {status.CurrentTickTime:T}");

    private static Task Note(string entry)
    {
        Trace.Note(entry);
        return Task.CompletedTask;
    }
}

/// <summary>
/// That grains, timers, reminders and streams stay on one thread in virtual time, in an order that a seed decides.
/// </summary>
public sealed class SimulationTests
{
    [Fact]
    public void Simulation_WithOneSeed_RunsTheSameEachTime_AndOtherSeedsRunOtherwise()
    {
        var traces = Enumerable.Range(0, 20).Select(static seed => Run(seed)).ToList();

        Assert.Equal(traces[0], Run(0));
        Assert.Equal(traces[7], Run(7));
        Assert.True(traces.Distinct().Count() > 10, "The seed hardly changes anything.");
        Assert.Contains("reminder of", traces[0], StringComparison.Ordinal);
        Assert.Contains("tick of", traces[0], StringComparison.Ordinal);
        Assert.Contains("heard 3", traces[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Simulation_FindsWorkThatLeavesItsThread()
    {
        var scheduler = new SimulationScheduler(seed: 1, new());

        Assert.Throws<InvalidOperationException>(
            () => scheduler.Run(static async () => await new PoolDetour()));
    }

    /// <summary>Comes back from the pool, and never before it was awaited.</summary>
    private readonly struct PoolDetour : System.Runtime.CompilerServices.INotifyCompletion
    {
        public bool IsCompleted => false;

        public PoolDetour GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation)
        {
            var home = TaskScheduler.Current;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                try
                {
                    Task.Factory.StartNew(
                        continuation, CancellationToken.None, TaskCreationOptions.DenyChildAttach, home);
                }
                catch (TaskSchedulerException)
                {
                    // Refused, and noted by the simulation, which is what the test waits for.
                    return;
                }
            });
        }
    }

    private static string Run(int seed)
    {
        var clock = new TestClock();
        var scheduler = new SimulationScheduler(seed, clock);
        var before = Probe.Of("trace").Entries.Count;
        scheduler.Run(async () =>
        {
            await using var cluster = await Cluster.StartAsync(Configure, clock, scheduler);
            var wanderers = Enumerable.Range(0, 4).Select(n => cluster.Client.GetGrain<IWandererGrain>($"start{n}"));
            foreach (var wanderer in wanderers)
                await wanderer.StartAsync("one");
            var stream = cluster.Client.GetStreamProvider(ClusterFixture.Streams)
                .GetStream<int>(StreamId.Create("s", "one"));
            for (var number = 0; number < 5; number++)
                await stream.OnNextAsync(number);
            await Task.WhenAll(wanderers.Select(static wanderer => wanderer.WanderAsync(6)));
            await Task.Delay(TimeSpan.FromMinutes(3), clock);
        });
        return string.Join('\n', Probe.Of("trace").Entries.Skip(before));
    }

    private static void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryStreams(ClusterFixture.Streams).AddReminders();
        silo.Services.AddSingleton<IReminderTable, SharedReminderTable>();
    }
}
#endif
