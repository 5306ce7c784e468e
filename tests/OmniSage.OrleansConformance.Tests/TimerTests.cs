using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface ITimerGrain : IGrainWithStringKey
{
    Task StartAsync(string name, TimeSpan due, TimeSpan period, bool interleave);

    Task ChangeAsync(TimeSpan due, TimeSpan period);

    Task StopTimerAsync();

    Task HoldAsync(string gate);

    /// <summary>Runs when everything queued before it has run.</summary>
    Task ThroughAsync();

    [AlwaysInterleave]
    Task GlanceAsync();
}

internal sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task StartAsync(string name, TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            TickAsync, name, new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task ChangeAsync(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task StopTimerAsync()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task HoldAsync(string gate)
    {
        Probe.Note("held");
        await Probe.PassAsync(gate);
    }

    public Task ThroughAsync() => Task.CompletedTask;

    public Task GlanceAsync() => Task.CompletedTask;

    private async Task TickAsync(string name, CancellationToken stopped)
    {
        Probe.Note(name);
        if (name == "failing")
            throw new InvalidOperationException("a tick failed");
        if (name != "slow")
            return;
        using var _ = stopped.Register(() => Probe.Note("cancelled"));
        await Probe.PassAsync("slow");
        Probe.Note("slow done");
    }
}

[Collection(ClusterCollection.Name)]
public sealed class TimerTests(ClusterFixture cluster)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("plain")]
    [InlineData("failing")]
    public async Task Timer_TicksWhenDue_AndAgainAfterEachPeriod(string name)
    {
        var (grain, probe) = New();
        await grain.StartAsync(name, 2 * Second, 5 * Second, interleave: false);

        cluster.Time.Advance(1.9 * Second);
        await grain.GlanceAsync();
        Assert.Empty(probe.Entries);
        cluster.Time.Advance(0.2 * Second);
        await probe.UntilAsync(name);
        await grain.ThroughAsync();
        cluster.Time.Advance(4.8 * Second);
        await grain.GlanceAsync();
        Assert.Single(probe.Entries);
        cluster.Time.Advance(0.3 * Second);
        await probe.UntilAsync(name, times: 2);
    }

    [Fact]
    public async Task Tick_WaitsForTheRunningCall_UnlessItInterleaves()
    {
        var (grain, probe) = New();
        await grain.StartAsync("waits", Second, Timeout.InfiniteTimeSpan, interleave: false);
        await grain.StartAsync("enters", Second, Timeout.InfiniteTimeSpan, interleave: true);
        var held = grain.HoldAsync("gate");
        await probe.UntilAsync("held");

        cluster.Time.Advance(2 * Second);
        await probe.UntilAsync("enters");
        await grain.GlanceAsync();
        Assert.DoesNotContain("waits", probe.Entries);
        probe.Open("gate");
        await held;
        await probe.UntilAsync("waits");
    }

    [Fact]
    public async Task SlowTick_HoldsCallsUp_AndTheNextTickWaitsForItsEnd()
    {
        var (grain, probe) = New();
        await grain.StartAsync("slow", Second, Second, interleave: false);
        cluster.Time.Advance(Second);
        await probe.UntilAsync("slow");

        cluster.Time.Advance(5 * Second);
        var call = grain.ChangeAsync(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await grain.GlanceAsync();
        Assert.False(call.IsCompleted);
        probe.Open("slow");
        await call;

        Assert.Equal(["slow", "slow done"], probe.Entries);
    }

    [Fact]
    public async Task Timer_ChangedOrDisposed_FollowsTheLastWord()
    {
        var (grain, probe) = New();
        await grain.StartAsync("tick", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, interleave: false);
        cluster.Time.Advance(60 * Second);
        await grain.ChangeAsync(3 * Second, Timeout.InfiniteTimeSpan);
        cluster.Time.Advance(3 * Second);
        await probe.UntilAsync("tick");

        await grain.ChangeAsync(3 * Second, 3 * Second);
        await grain.StopTimerAsync();
        cluster.Time.Advance(30 * Second);
        await grain.ThroughAsync();
        Assert.Equal(["tick"], probe.Entries);
    }

    [Fact]
    public async Task Timer_StopsWithItsActivation()
    {
        var (grain, probe) = New();
        await grain.StartAsync("tick", Second, Second, interleave: false);

        await cluster.Cluster.DeactivateAsync(grain);
        cluster.Time.Advance(10 * Second);
        await grain.ThroughAsync();

        Assert.Empty(probe.Entries);
    }

    private (ITimerGrain Grain, Probe Probe) New()
    {
        var grain = cluster.Grain<ITimerGrain>();
        return (grain, Probe.Of(grain.GetPrimaryKeyString()));
    }
}
