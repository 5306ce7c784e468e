using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IListenerGrain : IGrainWithStringKey
{
    Task ListenAsync(string stream);

    Task ResumeAsync(string stream);

    Task StopAsync(string stream);

    Task SendAsync(string stream, int number);
}

internal sealed class ListenerGrain : Grain, IListenerGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task ListenAsync(string stream) => Stream(stream).SubscribeAsync(HearAsync);

    public async Task ResumeAsync(string stream)
    {
        foreach (var handle in await Stream(stream).GetAllSubscriptionHandles())
            await handle.ResumeAsync(HearAsync);
    }

    public async Task StopAsync(string stream)
    {
        foreach (var handle in await Stream(stream).GetAllSubscriptionHandles())
            await handle.UnsubscribeAsync();
    }

    public Task SendAsync(string stream, int number) => Stream(stream).OnNextAsync(number);

    private IAsyncStream<int> Stream(string key) =>
        this.GetStreamProvider(ClusterFixture.Streams).GetStream<int>(StreamId.Create("numbers", key));

    private Task HearAsync(int number, StreamSequenceToken? token)
    {
        Probe.Note(TaskScheduler.Current == TaskScheduler.Default ? $"{number} elsewhere" : $"{number}");
        return Task.CompletedTask;
    }
}

[Collection(ClusterCollection.Name)]
public sealed class StreamTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Items_ReachEverySubscriber_InOrder()
    {
        var key = ClusterFixture.NewKey();
        var (first, second) = (Probe.Of(ClusterFixture.NewKey()), Probe.Of(ClusterFixture.NewKey()));
        await Stream(key).SubscribeAsync((number, _) => NoteAsync(first, number));
        await Stream(key).SubscribeAsync((number, _) => NoteAsync(second, number));

        for (var number = 0; number < 100; number++)
            await Stream(key).OnNextAsync(number);
        await cluster.UntilAsync(first, "99");
        await cluster.UntilAsync(second, "99");

        Assert.Equal(Enumerable.Range(0, 100).Select(static number => $"{number}"), first.Entries);
        Assert.Equal(first.Entries, second.Entries);
    }

    [Fact]
    public async Task Items_BetweenGrains_AreHandledOnTheSubscribersScheduler()
    {
        var key = ClusterFixture.NewKey();
        var listener = cluster.Grain<IListenerGrain>();
        await listener.ListenAsync(key);

        await cluster.Grain<IListenerGrain>().SendAsync(key, 5);

        await cluster.UntilAsync(Probe.Of(listener.GetPrimaryKeyString()), "5");
    }

    [Fact]
    public async Task Handler_ThatThrows_LosesNothingElse()
    {
        var key = ClusterFixture.NewKey();
        var probe = Probe.Of(ClusterFixture.NewKey());
        var failed = false;
        await Stream(key).SubscribeAsync((number, _) =>
        {
            if (number != 1 || failed)
                return NoteAsync(probe, number);
            failed = true;
            throw new InvalidOperationException("a handler failed");
        });

        await Stream(key).OnNextAsync(1);
        await Stream(key).OnNextAsync(2);

        await cluster.UntilAsync(probe, "2");
    }

    [Fact]
    public async Task Subscriber_OfAnotherStream_HearsNothing_NorDoesOneThatLeft()
    {
        var (key, otherKey) = (ClusterFixture.NewKey(), ClusterFixture.NewKey());
        var (left, other, stays) = (
            Probe.Of(ClusterFixture.NewKey()), Probe.Of(ClusterFixture.NewKey()), Probe.Of(ClusterFixture.NewKey()));
        var handle = await Stream(key).SubscribeAsync((number, _) => NoteAsync(left, number));
        await Stream(otherKey).SubscribeAsync((number, _) => NoteAsync(other, number));
        await Stream(key).SubscribeAsync((number, _) => NoteAsync(stays, number));
        await Stream(key).OnNextAsync(1);
        await cluster.UntilAsync(left, "1");

        await handle.UnsubscribeAsync();
        await Stream(key).OnNextAsync(2);
        await cluster.UntilAsync(stays, "2");

        Assert.Equal(["1"], left.Entries);
        Assert.Empty(other.Entries);
    }

    [Fact]
    public async Task SubscriptionOfAGrain_OutlivesItsActivation_OnceItIsResumed()
    {
        var key = ClusterFixture.NewKey();
        var listener = cluster.Grain<IListenerGrain>();
        var probe = Probe.Of(listener.GetPrimaryKeyString());
        await listener.ListenAsync(key);
        await cluster.Cluster.DeactivateAsync(listener);

        await listener.ResumeAsync(key);
        await Stream(key).OnNextAsync(3);
        await cluster.UntilAsync(probe, "3");
        await listener.StopAsync(key);
        var after = Probe.Of(ClusterFixture.NewKey());
        await Stream(key).SubscribeAsync((number, _) => NoteAsync(after, number));
        await Stream(key).OnNextAsync(4);
        await cluster.UntilAsync(after, "4");

        Assert.Equal(["3"], probe.Entries);
    }

    private static Task NoteAsync(Probe probe, int number)
    {
        probe.Note($"{number}");
        return Task.CompletedTask;
    }

    private IAsyncStream<int> Stream(string key) =>
        cluster.Client.GetStreamProvider(ClusterFixture.Streams).GetStream<int>(StreamId.Create("numbers", key));
}
