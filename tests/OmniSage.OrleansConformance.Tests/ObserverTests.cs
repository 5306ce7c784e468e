using Orleans;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IWatcher : IGrainObserver
{
    void Saw(int number);

    Task<string> AskAsync(string question);
}

public interface IWatchedGrain : IGrainWithStringKey
{
    Task WatchAsync(IWatcher watcher);

    Task TellAsync(int from, int count);

    Task<string> AskAsync(string question);
}

internal sealed class WatchedGrain : Grain, IWatchedGrain
{
    private IWatcher? _watcher;

    public Task WatchAsync(IWatcher watcher)
    {
        _watcher = watcher;
        return Task.CompletedTask;
    }

    public Task TellAsync(int from, int count)
    {
        for (var number = from; number < from + count; number++)
            _watcher!.Saw(number);
        return Task.CompletedTask;
    }

    public Task<string> AskAsync(string question) => _watcher!.AskAsync(question);
}

[Collection(ClusterCollection.Name)]
public sealed class ObserverTests(ClusterFixture cluster)
{
    /// <summary>Messages of one call may overtake each other in Orleans, so whoever sends them numbers them.</summary>
    [Fact]
    public async Task Observer_IsToldEachMessageOnce()
    {
        var (grain, watcher, reference) = await WatchAsync();

        await grain.TellAsync(0, 200);
        for (var number = 0; number < 200; number++) await watcher.Probe.UntilAsync($"{number}");

        Assert.Equal(Enumerable.Range(0, 200), watcher.Probe.Entries.Select(int.Parse).Order());
        cluster.Client.DeleteObjectReference<IWatcher>(reference);
    }

    [Fact]
    public async Task Observer_ThatThrows_DoesNotTroubleTheGrain_AndIsToldMore()
    {
        var (grain, watcher, _) = await WatchAsync();
        watcher.Fails = true;

        await grain.TellAsync(7, 1);
        await watcher.Probe.UntilAsync("7");
        watcher.Fails = false;
        await grain.TellAsync(8, 1);

        await watcher.Probe.UntilAsync("8");
    }

    [Fact]
    public async Task Observer_AskedForAnAnswer_GivesIt_OrItsException()
    {
        var (grain, watcher, _) = await WatchAsync();

        Assert.Equal("answer to q", await grain.AskAsync("q"));
        watcher.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.AskAsync("q"));
    }

    [Fact]
    public async Task Observer_Deleted_IsToldNoMore()
    {
        var (grain, watcher, reference) = await WatchAsync();
        await grain.TellAsync(1, 1);
        await watcher.Probe.UntilAsync("1");

        cluster.Client.DeleteObjectReference<IWatcher>(reference);
        await grain.TellAsync(2, 1);
        var (_, other, _) = await WatchAsync(grain);
        await grain.TellAsync(3, 1);
        await other.Probe.UntilAsync("3");

        Assert.Equal(["1"], watcher.Probe.Entries);
    }

    private async Task<(IWatchedGrain Grain, Watcher Watcher, IWatcher Reference)> WatchAsync(
        IWatchedGrain? grain = null)
    {
        grain ??= cluster.Grain<IWatchedGrain>();
        var watcher = new Watcher(Probe.Of(ClusterFixture.NewKey()));
        var reference = cluster.Client.CreateObjectReference<IWatcher>(watcher);
        await grain.WatchAsync(reference);
        return (grain, watcher, reference);
    }

    private sealed class Watcher(Probe probe) : IWatcher
    {
        public Probe Probe { get; } = probe;

        public bool Fails { get; set; }

        public void Saw(int number)
        {
            Probe.Note($"{number}");
            ThrowIfAsked();
        }

        public Task<string> AskAsync(string question)
        {
            ThrowIfAsked();
            return Task.FromResult($"answer to {question}");
        }

        private void ThrowIfAsked()
        {
            if (Fails)
                throw new InvalidOperationException("a watcher failed");
        }
    }
}
