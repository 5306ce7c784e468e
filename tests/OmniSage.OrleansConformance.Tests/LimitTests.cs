using Orleans;
using Orleans.Runtime;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public sealed class LimitTests : IAsyncLifetime
{
    private readonly ClusterFixture _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Call_WithoutAnAnswerInTime_TimesOut_AndTheGrainGoesOn()
    {
        var grain = _cluster.Grain<ITurnGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());
        var call = grain.WriteAsync("slow");
        await probe.UntilAsync("slow in");

        await _cluster.Cluster.PassAsync(ClusterFixture.ResponseTimeout * 0.9, step: TimeSpan.FromSeconds(20));
        Assert.False(call.IsCompleted);
        await _cluster.Cluster.PassAsync(ClusterFixture.ResponseTimeout * 0.2, step: TimeSpan.FromSeconds(20));

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Probe.Patience));
        probe.Open("slow");
        await probe.UntilAsync("slow out");
    }

#if !ORLEANS_PACKAGES // Orleans' own limit counts otherwise; here it must be exact.
    [Fact]
    public async Task MoreWaitingCallsThanAllowed_AreRefused()
    {
        var grain = _cluster.Grain<ITurnGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());
        probe.Open("more");
        var first = grain.WriteAsync("first");
        await probe.UntilAsync("first in");

        var calls = Enumerable.Range(0, ClusterFixture.WaitingMax + 50).Select(_ => grain.WriteAsync("more")).ToList();
        await Assert.ThrowsAsync<LimitExceededException>(() => calls[^1].WaitAsync(Probe.Patience));

        probe.Open("first");
        await first;
        await calls[0].WaitAsync(Probe.Patience);
        var refused = 0;
        foreach (var call in calls)
        {
            await call.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(Probe.Patience);
            refused += call.Exception?.InnerException is LimitExceededException ? 1 : 0;
        }

        Assert.InRange(refused, 40, 60);
    }
#endif
}
