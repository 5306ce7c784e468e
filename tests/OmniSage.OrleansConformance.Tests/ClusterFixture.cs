using OmniSage.Testing;
using OmniSage.Testing.Clusters;
using Orleans;
using Orleans.Hosting;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

/// <summary>The cluster that most of this suite shares. Every test makes its own keys.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private Cluster? _cluster;
    private int _keys;

    public Cluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster was not started.");

    public IClusterClient Client => Cluster.Client;

    public TestClock Time => Cluster.Time;

    public async ValueTask InitializeAsync() => _cluster = await Cluster.StartAsync(Configure);

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>A grain that no other test calls.</summary>
    public T Grain<T>()
        where T : IGrainWithStringKey => Client.GetGrain<T>(NewKey());

    public string NewKey() => $"key-{Interlocked.Increment(ref _keys)}";

    private static void Configure(ISiloBuilder silo) => silo.AddMemoryStreams("streams");
}

[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
