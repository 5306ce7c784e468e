using Orleans;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface ICancellableGrain : IGrainWithStringKey
{
    Task WaitAsync(string gate, CancellationToken cancellation);

    Task WaitThroughAsync(string otherKey, CancellationToken cancellation);
}

internal sealed class CancellableGrain : Grain, ICancellableGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public async Task WaitAsync(string gate, CancellationToken cancellation)
    {
        Probe.Note($"{gate} in");
        try
        {
            await Probe.PassAsync(gate).WaitAsync(cancellation);
            Probe.Note($"{gate} passed");
        }
        catch (OperationCanceledException)
        {
            Probe.Note(TaskScheduler.Current == TaskScheduler.Default ? "cancelled elsewhere" : $"{gate} cancelled");
            throw;
        }
    }

    public Task WaitThroughAsync(string otherKey, CancellationToken cancellation) =>
        GrainFactory.GetGrain<ICancellableGrain>(otherKey).WaitAsync("through", cancellation);
}

[Collection(ClusterCollection.Name)]
public sealed class CancellationTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Cancelling_EndsTheCall_AndTellsTheGrain()
    {
        var (grain, probe) = New();
        using var source = new CancellationTokenSource();
        var call = grain.WaitAsync("a", source.Token);
        await probe.UntilAsync("a in");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Probe.Patience));
        await probe.UntilAsync("a cancelled");
    }

    [Fact]
    public async Task Cancelling_ReachesOverSeveralGrains()
    {
        var (far, probe) = New();
        using var source = new CancellationTokenSource();
        var call = cluster.Grain<ICancellableGrain>().WaitThroughAsync(far.GetPrimaryKeyString(), source.Token);
        await probe.UntilAsync("through in");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Probe.Patience));
        await probe.UntilAsync("through cancelled");
    }

    [Fact]
    public async Task CallCancelledWhileItWaits_DoesNotComplete_AndTheNextRuns()
    {
        var (grain, probe) = New();
        var first = grain.WaitAsync("first", CancellationToken.None);
        await probe.UntilAsync("first in");
        using var source = new CancellationTokenSource();
        var second = grain.WaitAsync("second", source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Probe.Patience));
        probe.Open("first");
        await first;
        probe.Open("third");
        await grain.WaitAsync("third", CancellationToken.None);

        // Whether it begins at all, with its token cancelled, is left open.
        Assert.DoesNotContain("second passed", probe.Entries);
        Assert.Contains("third passed", probe.Entries);
    }

    [Fact]
    public async Task CallWithACancelledToken_IsNotMade()
    {
        var (grain, probe) = New();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.WaitAsync("a", new(canceled: true)));

        Assert.Empty(probe.Entries);
    }

    private (ICancellableGrain Grain, Probe Probe) New()
    {
        var grain = cluster.Grain<ICancellableGrain>();
        return (grain, Probe.Of(grain.GetPrimaryKeyString()));
    }
}
