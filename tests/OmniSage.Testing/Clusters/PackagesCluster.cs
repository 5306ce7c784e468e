#if ORLEANS_PACKAGES
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace OmniSage.Testing.Clusters;

/// <summary>
/// A running cluster for tests: on this build Orleans itself, one silo in this process. Grains, reminders, time-outs
/// and the collection of idle grains go by the test's clock; the silo's own upkeep goes by the real one.
/// </summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultStep = TimeSpan.FromSeconds(1);

    /// <summary>Real time in which the silo acts on a step of the clock: it does not tell when it has.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>The streams that a client of this build can reach.</summary>
    private const string Streams = "streams";

    private static readonly string[] OnTestClock =
        ["Orleans.Grains", "Orleans.Reminders", "Orleans.ActivationManagement", "Orleans.Messaging"];

    private readonly Action<ISiloBuilder> _configure;
    private InProcessTestCluster _cluster;

    private Cluster(Action<ISiloBuilder> configure, TestClock time)
    {
        _configure = configure;
        Time = time;
        _cluster = Build();
    }

    public TestClock Time { get; }

    public IClusterClient Client => _cluster.Client;

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public static async Task<Cluster> StartAsync(Action<ISiloBuilder> configure, TestClock? time = null)
    {
        var cluster = new Cluster(configure, time ?? new());
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        for (var left = time; left > TimeSpan.Zero;)
        {
            var part = left < (step ?? DefaultStep) ? left : step ?? DefaultStep;
            Time.Advance(part);
            await RestAsync();
            left -= part;
        }
    }

    public Task RestAsync() => Task.Delay(Breath);

    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain.GetGrainId()).WaitAsync(Patience);

    public bool IsActive(IAddressable grain) => _cluster.TryGetGrainContext(grain.GetGrainId(), out _);

    public async Task StopAndRestartAsync()
    {
        await StopAsync();
        _cluster = Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(static host => host.Logging.SetMinimumLevel(LogLevel.Error));
        builder.ConfigureSilo((_, silo) =>
        {
            foreach (var area in OnTestClock)
                silo.Services.AddKeyedSingleton<TimeProvider>(area, Time);
            silo.AddMemoryGrainStorage("PubSubStore"); // Where memory streams keep who has subscribed.
            _configure(silo);
        });
        builder.ConfigureClient(static client => client.AddMemoryStreams(Streams));
        return builder.Build();
    }
}
#endif
