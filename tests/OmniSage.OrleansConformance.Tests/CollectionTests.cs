#if !ORLEANS_PACKAGES // Orleans measures idleness by the machine's clock, which no test can move.
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IIdleGrain : IGrainWithStringKey
{
    Task PingAsync();

    Task StartTimerAsync(bool keepAlive);
}

internal sealed class IdleGrain : Grain, IIdleGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Of(this.GetPrimaryKeyString()).Note($"{reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task PingAsync() => Task.CompletedTask;

    public Task StartTimerAsync(bool keepAlive)
    {
        this.RegisterGrainTimer(
            () =>
            {
                Probe.Of(this.GetPrimaryKeyString()).Note("tick");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30))
            {
                KeepAlive = keepAlive,
            });
        return Task.CompletedTask;
    }
}

public sealed class CollectionTests : IAsyncLifetime
{
    private readonly ClusterFixture _cluster = new() { CollectionAge = TimeSpan.FromMinutes(2) };

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task IdleActivation_IsCollectedAfterItsAge_AndNotBefore()
    {
        var idle = _cluster.Grain<IIdleGrain>();
        var probe = Probe.Of(idle.GetPrimaryKeyString());
        await idle.PingAsync();

        await _cluster.Cluster.PassAsync(TimeSpan.FromSeconds(90));
        Assert.True(_cluster.Cluster.IsActive(idle));
        await idle.PingAsync();
        await _cluster.Cluster.PassAsync(TimeSpan.FromSeconds(90));
        Assert.True(_cluster.Cluster.IsActive(idle));
        await _cluster.Cluster.PassAsync(TimeSpan.FromMinutes(6));

        await probe.UntilAsync("ActivationIdle");
        Assert.False(_cluster.Cluster.IsActive(idle));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TimerTicks_KeepAnActivation_OnlyIfAskedTo(bool keepAlive)
    {
        var idle = _cluster.Grain<IIdleGrain>();
        var probe = Probe.Of(idle.GetPrimaryKeyString());
        await idle.StartTimerAsync(keepAlive);

        await _cluster.Cluster.PassAsync(TimeSpan.FromMinutes(8));

        Assert.Contains("tick", probe.Entries);
        Assert.Equal(keepAlive, _cluster.Cluster.IsActive(idle));
    }
}
#endif
