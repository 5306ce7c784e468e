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
    private int _last = -1;

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
        Probe.Note(number == _last + 1 ? "in order" : $"{number} after {_last}");
        _last = number;
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

    [Fact]
    public async Task CallsOfOneSender_ArriveInOrder()
    {
        // To an activation that is there: while one is being placed, Orleans promises no order.
        var (fromClient, clientProbe) = New();
        await fromClient.AppendAsync(0);
        await Task.WhenAll(Enumerable.Range(1, 299).Select(fromClient.AppendAsync));
        Assert.All(clientProbe.Entries, static entry => Assert.Equal("in order", entry));

        var (fromGrain, grainProbe) = New();
        await fromGrain.AppendAsync(0);
        var sender = cluster.Grain<ITurnGrain>();
        await sender.SendManyAsync(fromGrain.GetPrimaryKeyString(), 1, 1);
        await sender.SendManyAsync(fromGrain.GetPrimaryKeyString(), 2, 298);
        Assert.Equal(300, grainProbe.Entries.Count);
        Assert.All(grainProbe.Entries, static entry => Assert.Equal("in order", entry));
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
