#if !ORLEANS_PACKAGES
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniSage.OrleansLocal;
using OmniSage.Testing.Clusters;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

public interface IKeeperGrain : IGrainWithStringKey
{
    Task<int> KeepAsync(List<int> numbers);

    Task<int> CountAsync();
}

internal sealed class KeeperGrain : Grain, IKeeperGrain
{
    private List<int> _numbers = [];

    public Task<int> KeepAsync(List<int> numbers)
    {
        _numbers = numbers;
        return CountAsync();
    }

    public Task<int> CountAsync() => Task.FromResult(_numbers.Count);
}

/// <summary>What is true of the one-process build alone.</summary>
[Collection(ClusterCollection.Name)]
public sealed class LocalTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Argument_ChangedAfterTheCall_DoesNotChangeInTheGrain()
    {
        var grain = cluster.Grain<IKeeperGrain>();
        var numbers = new List<int> { 1, 2 };
        await grain.KeepAsync(numbers);

        numbers.Add(3);

        Assert.Equal(2, await grain.CountAsync());
    }

    [Fact]
    public async Task SlowSubscriber_LosesItems_AndHoldsNobodyUp()
    {
        var probe = Probe.Of(ClusterFixture.NewKey());
        var max = cluster.Cluster.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<LocalSiloOptions>>()
            .Value.StreamItemsMax;
        var stream = cluster.Client.GetStreamProvider(ClusterFixture.Streams)
            .GetStream<int>(StreamId.Create("slow", ClusterFixture.NewKey()));
        await stream.SubscribeAsync(async (number, _) =>
        {
            probe.Note("in");
            await probe.PassAsync("go");
            probe.Note($"{number}");
        });
        await stream.OnNextAsync(0);
        await probe.UntilAsync("in");

        for (var number = 1; number <= max + 100; number++)
            await stream.OnNextAsync(number);
        probe.Open("go");
        await probe.UntilAsync($"{max}");
        await stream.OnNextAsync(-1);
        await probe.UntilAsync("-1");

        Assert.DoesNotContain($"{max + 1}", probe.Entries);
    }

    [Fact]
    public async Task Silo_OnTheThreadPool_KeepsCallsApartAndInOrder()
    {
        await using var pooled = await Cluster.StartAsync(static _ => { }, workers: TaskScheduler.Default);
        var counter = pooled.Client.GetGrain<ITurnGrain>(ClusterFixture.NewKey());
        var line = pooled.Client.GetGrain<ITurnGrain>(ClusterFixture.NewKey());

        var counts = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => Task.Run(counter.CountAsync)));
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(line.AppendAsync));

        Assert.Equal(Enumerable.Range(1, 2_000), counts.Order());
        Assert.Equal(
            Enumerable.Range(0, 2_000).Select(static number => $"{number}"),
            Probe.Of(line.GetPrimaryKeyString()).Entries);
        Assert.True(await counter.KeepsSchedulerAsync());
    }

    [Fact]
    public void Silo_ToldToJoinACluster_SaysWhatItNeeds()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Orleans:Clustering:ProviderType", "AdoNet")]);

        var refusal = Assert.Throws<OrleansConfigurationException>(() => builder.UseOrleans(static _ => { }));

        Assert.Contains("-p:OrleansFrom=packages", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdleGrain_TakesLittleMemory_AndNoneOnceItIsGone()
    {
        const int grains = 2_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var keys = Enumerable.Range(0, grains).Select(static _ => ClusterFixture.NewKey()).ToList();
        foreach (var key in keys)
            await cluster.Client.GetGrain<ICallGrain>(key).AddAsync(1);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / grains;

        Assert.InRange(each, 0, 4_096);
    }
}
#endif
