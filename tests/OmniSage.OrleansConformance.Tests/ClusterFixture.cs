using Microsoft.Extensions.DependencyInjection;
using OmniSage.Testing;
using OmniSage.Testing.Clusters;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace OmniSage.OrleansConformance.Tests;

/// <summary>The cluster that most of this suite shares. Every test makes its own keys.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public const string Streams = "streams";

    public const int WaitingMax = 600;

    private static int _keys;

    private readonly SharedReminderTable _reminders = new();
    private Cluster? _cluster;

    public static TimeSpan ResponseTimeout { get; } = TimeSpan.FromMinutes(10);

    public Cluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster was not started.");

    public IClusterClient Client => Cluster.Client;

    public TestClock Time => Cluster.Time;

    /// <summary>The idle time after which an activation ends.</summary>
    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    public async ValueTask InitializeAsync() => _cluster = await Cluster.StartAsync(Configure);

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>A grain that no other test calls.</summary>
    public T Grain<T>()
        where T : IGrainWithStringKey => Client.GetGrain<T>(NewKey());

    /// <summary>Lets time pass until the probe has the entry: Orleans' memory streams deliver on a timer.</summary>
    public async Task UntilAsync(Probe probe, string entry)
    {
        for (var step = 0; step < 300 && !probe.Entries.Contains(entry); step++)
            await Cluster.PassAsync(TimeSpan.FromMilliseconds(100));
        await probe.UntilAsync(entry);
    }

    public static string NewKey() => $"key-{Interlocked.Increment(ref _keys)}";

    private void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryStreams(Streams);
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable>(_reminders);
        silo.AddIncomingGrainCallFilter<IncomingTrace>();
        silo.AddOutgoingGrainCallFilter<OutgoingTrace>();
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = CollectionAge);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = WaitingMax;
        });
    }
}

[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
