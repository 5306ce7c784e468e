using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_DeactivatesEveryGrain_AndARestartBeginsAnew()
    {
        var cluster = new ClusterFixture();
        await cluster.InitializeAsync();
        var keys = new[] { ClusterFixture.NewKey(), ClusterFixture.NewKey(), ClusterFixture.NewKey() };
        foreach (var key in keys)
            await cluster.Client.GetGrain<ILifeGrain>(key).PingAsync();

        await cluster.Cluster.StopAndRestartAsync();

        foreach (var key in keys)
            Assert.Equal(["activated", "deactivated ShuttingDown"], Probe.Of(key).Entries);
        Assert.Equal("activated", await cluster.Client.GetGrain<ILifeGrain>(keys[0]).PingAsync());
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Stop_LetsTheRunningCallFinish()
    {
        var cluster = new ClusterFixture();
        await cluster.InitializeAsync();
        var key = ClusterFixture.NewKey();
        var probe = Probe.Of(key);
        var call = cluster.Client.GetGrain<ILifeGrain>(key).HoldAsync("h");
        await probe.UntilAsync("h in");

        var stopped = cluster.DisposeAsync();
        probe.Open("h");
        await stopped;
        await Task.WhenAny(call); // Its client may have been stopped before the silo.

        Assert.Equal(["activated", "h in", "h out", "deactivated ShuttingDown"], probe.Entries);
    }
}
