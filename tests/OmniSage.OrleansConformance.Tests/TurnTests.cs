using Orleans;
using Orleans.Concurrency;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface ITurnGrain : IGrainWithStringKey
{
    Task WriteAsync(string name);

    [ReadOnly]
    Task ReadAsync(string name);

    [AlwaysInterleave]
    Task GlanceAsync(string name);

    Task<bool> KeepsSchedulerAsync();

    Task<int> CountAsync();

    Task StartAsync();

    Task AppendAsync(int number);

    Task SendManyAsync(string to, int first, int count);
}

internal sealed class TurnGrain : Grain, ITurnGrain
{
    private int _inside;
    private int _count;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task WriteAsync(string name) => RunAsync(name);

    public Task ReadAsync(string name) => RunAsync(name);

    public Task GlanceAsync(string name) => RunAsync(name);

    public async Task<bool> KeepsSchedulerAsync()
    {
        var mine = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current == mine;
        await Task.Run(static () => Task.CompletedTask);
        var started = await Task.Factory.StartNew(static () => TaskScheduler.Current);
        return mine != TaskScheduler.Default && afterYield && TaskScheduler.Current == mine && started == mine;
    }

    public async Task<int> CountAsync()
    {
        if (_inside++ > 0)
            throw new InvalidOperationException("Two calls at once.");
        await Task.Yield();
        await Task.Run(static () => Thread.SpinWait(100));
        _inside--;
        return ++_count;
    }

    public Task StartAsync()
    {
        _ = LaterAsync();
        return Task.CompletedTask;
    }

    public Task AppendAsync(int number)
    {
        Probe.Note($"{number}");
        return Task.CompletedTask;
    }

    public Task SendManyAsync(string to, int first, int count)
    {
        var grain = GrainFactory.GetGrain<ITurnGrain>(to);
        return Task.WhenAll(Enumerable.Range(first, count).Select(grain.AppendAsync));
    }

    private async Task LaterAsync()
    {
        var mine = TaskScheduler.Current;
        await Probe.PassAsync("later");
        Probe.Note(TaskScheduler.Current == mine ? "later on my scheduler" : "later elsewhere");
    }

    private async Task RunAsync(string name)
    {
        Probe.Note($"{name} in");
        await Probe.PassAsync(name);
        Probe.Note($"{name} out");
    }
}

[Collection(ClusterCollection.Name)]
public sealed class TurnTests(ClusterFixture cluster)
{
    [Fact]
    public async Task SecondCall_WaitsForTheFirst_EvenWhileItAwaits()
    {
        var (grain, probe) = New();
        var first = grain.WriteAsync("a");
        await probe.UntilAsync("a in");
        var second = grain.WriteAsync("b");
        await grain.GlanceAsync(Opened(probe, "glance")); // Arrived after the second call, so that one is there too.
        Assert.DoesNotContain("b in", probe.Entries);

        probe.Open("a");
        probe.Open("b");
        await Task.WhenAll(first, second);

        Assert.Equal(["a in", "glance in", "glance out", "a out", "b in", "b out"], probe.Entries);
    }

    [Fact]
    public async Task ReadOnlyCalls_RunBesideEachOther_NotBesideAWriter()
    {
        var (grain, probe) = New();
        var reads = new[] { grain.ReadAsync("r1"), grain.ReadAsync("r2") };
        await probe.UntilAsync("r1 in");
        await probe.UntilAsync("r2 in");
        var write = grain.WriteAsync("w");
        await grain.GlanceAsync(Opened(probe, "g1"));
        Assert.DoesNotContain("w in", probe.Entries);

        probe.Open("r1");
        probe.Open("r2");
        await Task.WhenAll(reads);
        await probe.UntilAsync("w in");
        var third = grain.ReadAsync("r3");
        await grain.GlanceAsync(Opened(probe, "g2"));
        Assert.DoesNotContain("r3 in", probe.Entries);

        probe.Open("w");
        probe.Open("r3");
        await Task.WhenAll(write, third);
        Assert.True(probe.Entries.ToList().IndexOf("w out") < probe.Entries.ToList().IndexOf("r3 in"));
    }

    [Fact]
    public async Task InterleavingCall_RunsWhileAnotherAwaits()
    {
        var (grain, probe) = New();
        var write = grain.WriteAsync("w");
        await probe.UntilAsync("w in");

        await grain.GlanceAsync(Opened(probe, "g")).WaitAsync(Probe.Patience);

        Assert.False(write.IsCompleted);
        probe.Open("w");
        await write;
    }

    [Fact]
    public async Task Awaits_ResumeOnTheActivationsScheduler()
    {
        var (grain, probe) = New();

        Assert.True(await grain.KeepsSchedulerAsync());
        await grain.StartAsync();
        probe.Open("later");
        await probe.UntilAsync("later on my scheduler");
    }

    [Fact]
    public async Task ManyCallers_NeverRunTwoCallsAtOnce()
    {
        var (grain, _) = New();

        var counts = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(grain.CountAsync)));

        Assert.Equal(Enumerable.Range(1, 500), counts.Order());
    }

    /// <summary>Orleans promises an order to whoever awaits each call before the next, and to nobody else.</summary>
    [Fact]
    public async Task CallsOfOneSender_ArriveOnce_AndInOrderWhenEachIsAwaited()
    {
        var (awaited, awaitedProbe) = New();
        for (var number = 0; number < 100; number++) await awaited.AppendAsync(number);
        Assert.Equal(Enumerable.Range(0, 100).Select(static number => $"{number}"), awaitedProbe.Entries);

        var (fromClient, clientProbe) = New();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(fromClient.AppendAsync));
        Assert.Equal(Enumerable.Range(0, 300), clientProbe.Entries.Select(int.Parse).Order());

        var (fromGrain, grainProbe) = New();
        await cluster.Grain<ITurnGrain>().SendManyAsync(fromGrain.GetPrimaryKeyString(), 0, 300);
        Assert.Equal(Enumerable.Range(0, 300), grainProbe.Entries.Select(int.Parse).Order());
    }

    private static string Opened(Probe probe, string name)
    {
        probe.Open(name);
        return name;
    }

    private (ITurnGrain Grain, Probe Probe) New()
    {
        var grain = cluster.Grain<ITurnGrain>();
        return (grain, Probe.Of(grain.GetPrimaryKeyString()));
    }
}
