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

    private readonly TaskScheduler _workers;
    private readonly Action<ISiloBuilder> _configure;
    private IHost _host;

    private Cluster(Action<ISiloBuilder> configure, TestClock time, TaskScheduler workers)
    {
        _configure = configure;
        _workers = workers;
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
    /// <param name="configure">What the silo is made of, beside clock and log.</param>
    /// <param name="time">The clock; a new one unless given.</param>
    /// <param name="workers">In a simulation, its scheduler; the caller runs on it too.</param>
    public static async Task<Cluster> StartAsync(
        Action<ISiloBuilder> configure, TestClock? time = null, TaskScheduler? workers = null)
    {
        var cluster = new Cluster(configure, time ?? new(), workers ?? new RestingScheduler());
        await cluster.StartAsync();
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
    public Task RestAsync() => _workers is RestingScheduler workers
        ? workers.RestAsync().WaitAsync(Patience)
        : throw new InvalidOperationException("In a simulation, await what should have happened.");

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
        await StartAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Starts the hosted services as a host does, but without leaving the caller's scheduler.</summary>
    private async Task StartAsync()
    {
        var services = Services.GetServices<IHostedService>().ToList();
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StartingAsync(CancellationToken.None);
        foreach (var service in services)
            await service.StartAsync(CancellationToken.None);
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StartedAsync(CancellationToken.None);
    }

    private async Task StopAsync()
    {
        var services = Services.GetServices<IHostedService>().Reverse().ToList();
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StoppingAsync(CancellationToken.None);
        foreach (var service in services)
            await service.StopAsync(CancellationToken.None);
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StoppedAsync(CancellationToken.None);
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
