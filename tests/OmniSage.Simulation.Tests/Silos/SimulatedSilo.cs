using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniSage.Grains;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;
using OmniSage.Models;
using OmniSage.OrleansLocal;
using OmniSage.Simulation.Tests.Bugs;
using OmniSage.Simulation.Tests.Doubles;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Storage;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;
using Orleans.Hosting;

namespace OmniSage.Simulation.Tests.Silos;

/// <summary>
/// One incarnation of the silo: the real grains and all that works beside them, on the loop. <see cref="Kill"/> ends it
/// as a power cut does.
/// </summary>
internal sealed class SimulatedSilo
{
    private readonly LoopScheduler scheduler;
    private readonly LoopClock clock;
    private readonly TaskCompletionSource died = new();
    private readonly ServiceProvider services;

    public SimulatedSilo(World world)
    {
        scheduler = new(world.Loop);
        clock = new(world.Loop);
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        AddDoubles(builder.Services, world);
        builder.Services.AddStorage();
        builder.UseOrleans(silo =>
        {
            silo.AddOmniSageGrains();
            silo.AddOutgoingGrainCallFilter(new TroubledCalls(world, this, clock));
            if (world.Bug != PlantedBug.None) silo.AddIncomingGrainCallFilter(
                new WrongCalls(world.Bug, world.LastStep));
        });
        if (world.Bug == PlantedBug.CourierGivesUp) AddDeafCourier(builder.Services);
        // The database is migrated and held by the world, as it outlives the silo.
        builder.Services.Remove(builder.Services.Single(one => one.ImplementationType?.Name == "StorageStart"));
        services = builder.Services.BuildServiceProvider();
    }

    /// <summary>Completes at the power cut.</summary>
    public Task Died => died.Task;

    public bool IsDead => scheduler.IsDead;

    public IClusterClient Client => services.GetRequiredService<IClusterClient>();

    /// <summary>Starts what a host would start, in its order. Throws what a start can throw.</summary>
    public Task StartAsync() =>
        Task.Factory.StartNew(StartAllAsync, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();

    /// <summary>From now on nothing of this incarnation runs, whatever it was at.</summary>
    public void Kill()
    {
        scheduler.IsDead = clock.IsDead = true;
        died.TrySetResult();
    }

    private async Task StartAllAsync()
    {
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var one in hosted.OfType<IHostedLifecycleService>()) await one.StartingAsync(CancellationToken.None);
        foreach (var one in hosted) await one.StartAsync(CancellationToken.None);
        foreach (var one in hosted.OfType<IHostedLifecycleService>()) await one.StartedAsync(CancellationToken.None);
    }

    private void AddDoubles(IServiceCollection services, World world)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<GuidSource>(new SeededIds(clock, world.Chaos.Ids));
        services.AddSingleton<SaltSource>(new SeededSalts(world.Chaos.Salts));
        services.AddSingleton(WriteLane.On(scheduler));
        services.AddSingleton<WriteFaults>(new SeededWriteFaults(world.Chaos, clock));
        services.AddSingleton<Database>(
            new SimulatedDatabase(world.Database, world.Chaos, clock, scheduler, world.Bug));
        services.AddSingleton<IBlobStore>(world.Blobs);
        services.AddSingleton(new RunScheduler(scheduler));
        services.AddSingleton<OpenSandbox>(new SimulatedSandboxes(world.Chaos, clock).OpenAsync);
        services.AddKeyedSingleton<IChatClient>(ModelLevels.Coordinator, new CoordinatorModel(world.Chaos, clock));
        services.AddKeyedSingleton<IChatClient>(ModelLevels.Executor, new ExecutorModel(world.Chaos, clock));
        services.AddSingleton<IBudgetSettings>(new SimulatedBudgets(world.Chaos));
        services.Configure<StorageOptions>(options => options.InMemory = true);
        services.Configure<AgentOptions>(World.SetBounds);
        services.Configure<LocalSiloOptions>(options =>
        {
            options.Workers = scheduler;
            options.NewGuid = new SeededIds(clock, world.Chaos.Ids).Next;
            options.CopyThroughJson = world.Chaos.CopiesThroughJson;
        });
    }

    private void AddDeafCourier(IServiceCollection services) => services.AddSingleton(provider =>
        ActivatorUtilities.CreateInstance<Courier>(provider, new DeafClock(clock)));
}
