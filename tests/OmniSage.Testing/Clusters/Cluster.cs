#if !ORLEANS_PACKAGES
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OmniSage.OrleansLocal;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace OmniSage.Testing.Clusters;

/// <summary>A running cluster for tests: on this build one silo in this process, on the test's clock.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultStep = TimeSpan.FromSeconds(1);

    private readonly RestingScheduler _workers = new();
    private readonly Action<ISiloBuilder> _configure;
    private IHost _host;

    private Cluster(Action<ISiloBuilder> configure, TestClock time)
    {
        _configure = configure;
        Time = time;
        _host = Build();
    }

    /// <summary>The clock of everything in the cluster.</summary>
    public TestClock Time { get; }

    /// <summary>The way to grains from outside of them.</summary>
    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>The services of the silo.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a cluster; <paramref name="configure"/> adds to its silo, again at each restart.</summary>
    public static async Task<Cluster> StartAsync(Action<ISiloBuilder> configure, TestClock? time = null)
    {
        var cluster = new Cluster(configure, time ?? new());
        await cluster._host.StartAsync();
        return cluster;
    }

    /// <summary>Lets time pass in steps (of a second, unless said), the silo coming to rest after each.</summary>
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

    /// <summary>Waits until nothing runs in the silo; grains that wait for something count as resting.</summary>
    public Task RestAsync() => _workers.RestAsync().WaitAsync(Patience);

    /// <summary>Ends the grain's activation, if there is one, and waits until it is gone.</summary>
    public async Task DeactivateAsync(IAddressable grain)
    {
        var silo = Services.GetRequiredService<Silo>();
        var active = silo.Directory.Activations.FirstOrDefault(found => found.GrainId == grain.GetGrainId());
        if (active is null)
            return;
        active.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "A test asked for it."));
        await active.Deactivated.WaitAsync(Patience);
    }

    /// <summary>Whether the grain has an activation.</summary>
    public bool IsActive(IAddressable grain) => Services.GetRequiredService<Silo>().Directory.Activations
        .Any(found => found.GrainId == grain.GetGrainId());

    /// <summary>Stops the silo in order and starts another one in its place. References made before are void.</summary>
    public async Task StopAndRestartAsync()
    {
        await StopAsync();
        _host = Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.Configure<LocalSiloOptions>(options =>
        {
            options.CopyThroughJson = true;
            options.Workers = _workers;
        });
        builder.UseOrleans(_configure);
        return builder.Build();
    }
}
#endif
