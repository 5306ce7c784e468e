using Orleans;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<string> PingAsync();

    Task HoldAsync(string gate);

    Task LeaveAsync();

    Task LeaveHoldingAsync(string gate);

    Task<bool> HasServicesAsync();
}

public interface IFragileGrain : IGrainWithStringKey
{
    Task<string> PingAsync();
}

internal sealed class LifeGrain : Grain, ILifeGrain
{
    private string _state = "new";

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        _state = "activated";
        Probe.Note("activated");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> PingAsync() => Task.FromResult(_state);

    public async Task HoldAsync(string gate)
    {
        Probe.Note($"{gate} in");
        await Probe.PassAsync(gate);
        Probe.Note($"{gate} out");
    }

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task LeaveHoldingAsync(string gate)
    {
        DeactivateOnIdle();
        return HoldAsync(gate);
    }

    public Task<bool> HasServicesAsync() =>
        Task.FromResult(ServiceProvider.GetService(typeof(IGrainFactory)) is not null);
}

internal sealed class FragileGrain : Grain, IFragileGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var probe = Probe.Of(this.GetPrimaryKeyString());
        probe.Note("attempt");
        if (probe.Entries.Count > 1)
            return;
        await probe.PassAsync("fail");
        throw new InvalidOperationException("not this time");
    }

    public Task<string> PingAsync() => Task.FromResult("alive");
}

[Collection(ClusterCollection.Name)]
public sealed class ActivationTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Activation_HappensOnce_BeforeTheFirstCall()
    {
        var (grain, probe) = New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.PingAsync()));

        Assert.All(answers, static answer => Assert.Equal("activated", answer));
        Assert.Equal(["activated"], probe.Entries);
        Assert.True(await grain.HasServicesAsync());
    }

    [Fact]
    public async Task FailedActivation_FailsTheWaitingCalls_AndTheNextCallTriesAnew()
    {
        var grain = cluster.Grain<IFragileGrain>();
        var probe = Probe.Of(grain.GetPrimaryKeyString());
        var calls = new[] { grain.PingAsync(), grain.PingAsync() };
        await probe.UntilAsync("attempt");
        probe.Open("fail");

        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => call.WaitAsync(Probe.Patience));
            Assert.Equal("not this time", failure.Message);
        }

        Assert.Equal("alive", await grain.PingAsync());
        Assert.Equal(2, probe.Entries.Count);
    }

    [Fact]
    public async Task DeactivateOnIdle_EndsTheActivation_AndTheNextCallMakesAnother()
    {
        var (grain, probe) = New();

        await grain.LeaveAsync();
        await probe.UntilAsync("deactivated ApplicationRequested");
        Assert.Equal("activated", await grain.PingAsync());

        Assert.Equal(["activated", "deactivated ApplicationRequested", "activated"], probe.Entries);
    }

    [Fact]
    public async Task CallsQueuedBehindDeactivation_RunOnTheNextActivation()
    {
        var (grain, probe) = New();
        var held = grain.LeaveHoldingAsync("h");
        await probe.UntilAsync("h in");
        probe.Open("a");
        probe.Open("b");
        var later = new[] { grain.HoldAsync("a"), grain.HoldAsync("b") };

        probe.Open("h");
        await Task.WhenAll([held, .. later]).WaitAsync(Probe.Patience);

        // Orleans reroutes them in any order.
        Assert.Equal(
            ["activated", "h in", "h out", "deactivated ApplicationRequested", "activated"], probe.Entries.Take(5));
        Assert.Equal(["a in", "a out", "b in", "b out"], probe.Entries.Skip(5).Order());
    }

    [Fact]
    public async Task Deactivation_FromOutside_WaitsForTheRunningCall()
    {
        var (grain, probe) = New();
        var held = grain.HoldAsync("h");
        await probe.UntilAsync("h in");

        var gone = cluster.Cluster.DeactivateAsync(grain);
        probe.Open("h");
        await Task.WhenAll(held, gone).WaitAsync(Probe.Patience);

        Assert.Equal("h out", probe.Entries[2]);
        Assert.StartsWith("deactivated", probe.Entries[3], StringComparison.Ordinal);
    }

    private (ILifeGrain Grain, Probe Probe) New()
    {
        var grain = cluster.Grain<ILifeGrain>();
        return (grain, Probe.Of(grain.GetPrimaryKeyString()));
    }
}
