using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;
using OmniSage.Models;
using OmniSage.OrleansLocal;
using OmniSage.Storage;
using OmniSage.Storage.Writes;
using OmniSage.Testing;
using OmniSage.Testing.Clusters;
using Orleans;
using Orleans.Hosting;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>
/// One agent in one thread on a silo of its own: SQLite in memory (or in a folder, so that it survives a restart), a
/// clock that the test moves, scripted models and sandboxes.
/// </summary>
internal sealed class Agent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static int tenants;

    private readonly string? folder;
    private readonly Action<AgentOptions>? configure;
    private readonly IInprocTool[] tools;
    private Cluster? cluster;

    private Agent(Action<AgentOptions>? configure, bool onDisk, IInprocTool[] tools)
    {
        (this.configure, this.tools) = (configure, tools);
        folder = onDisk ? Directory.CreateTempSubdirectory("omnisage-grains-").FullName : null;
    }

    public Cluster Cluster => cluster ?? throw new InvalidOperationException("The agent was not started.");

    public TestClock Time => Cluster.Time;

    public PlantedFaults Faults { get; } = new();

    public ScriptedModel Coordinator { get; } = new();

    public ScriptedModel Executor { get; } = new();

    public ScriptedSandboxes Sandboxes { get; } = new();

    /// <summary>Limits and prices; null: those of the settings, which are none.</summary>
    public ScriptedBudgets? Budgets { get; private init; }

    /// <summary>What looking for facts waits for, or throws.</summary>
    public Func<Task> Searching { get; set; } = () => Task.CompletedTask;

    /// <summary>What looking for the uses of a fact waits for, or throws.</summary>
    public Func<Task> ListingUses { get; set; } = () => Task.CompletedTask;

    /// <summary>What whoever looks for a file of the workspace sees of it.</summary>
    public Func<WorkspaceFile?, WorkspaceFile?> Seeing { get; set; } = file => file;

    public static Guid By { get; } = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public ThreadId Id { get; } = new(
        new(Ids.Of(1_000_000 + Interlocked.Increment(ref tenants))), Ids.Of(2_000_000 + tenants));

    public Guid Workspace { get; } = Ids.Of(3);

    /// <summary>The thread's grain, called in its tenant's name.</summary>
    public ICoordinatorGrain Thread => Grain<ICoordinatorGrain>(Id.ToGrainKey());

    public T Service<T>()
        where T : notnull => Cluster.Services.GetRequiredService<T>();

    /// <summary>Starts it, with these tools beside the product's own.</summary>
    public static async Task<Agent> StartAsync(
        Action<AgentOptions>? configure = null, bool onDisk = false, params IInprocTool[] tools) =>
        await StartAsync(new Agent(configure, onDisk, tools));

    /// <summary>Starts it under these limits and prices, which the test may change.</summary>
    public static async Task<Agent> StartAsync(ScriptedBudgets budgets, bool onDisk = false, int executorsMax = 5) =>
        await StartAsync(new Agent(options => options.ExecutorsMax = executorsMax, onDisk, []) { Budgets = budgets });

    private static async Task<Agent> StartAsync(Agent agent)
    {
        agent.cluster = await Cluster.StartAsync(agent.Configure);
        await agent.Thread.OpenAsync(new()
        {
            Workspace = agent.Workspace, By = By, Title = "", Mode = QueueMode.Steer,
        });
        return agent;
    }

    public T Grain<T>(string key)
        where T : IGrainWithStringKey
    {
        CallerContext.Set(Id.Tenant, CallerContext.System);
        return Cluster.Client.GetGrain<T>(key);
    }

    public IExecutorGrain ExecutorOf(Guid task) => Grain<IExecutorGrain>(new TaskId(Id.Tenant, task).ToGrainKey());

    public Task<Receipt> SayAsync(string text, string? clientId = null, QueueMode? mode = null) =>
        Thread.ReceiveAsync(new() { Text = text, By = By, ClientId = clientId, Mode = mode });

    /// <summary>Events of a run, or of the thread itself, without those that were erased.</summary>
    public async Task<IReadOnlyList<EventPayload>> EventsAsync(Guid? run = null)
    {
        var events = (await JournalAsync(run)).Where(one => !one.Payload.IsEmpty);
        return [.. events.Select(one => EventTypes.Read(one.Type, one.Schema, one.Payload.Span))];
    }

    /// <summary>The journal of a run, or of the thread itself.</summary>
    public async Task<ImmutableArray<StoredEvent>> JournalAsync(Guid? run = null)
    {
        const int PageEvents = 1_000;
        var journal = new JournalId(Id.Tenant, run is null ? JournalKind.Thread : JournalKind.Run, run ?? Id.Value);
        ImmutableArray<StoredEvent> all = [], page;
        do
        {
            page = await Service<IHistory>().ReadJournalAsync(
                journal, all.IsEmpty ? 0 : all[^1].Seq, PageEvents, CancellationToken.None);
            all = all.AddRange(page);
        }
        while (page.Length == PageEvents);
        return all;
    }

    public async Task<IReadOnlyList<T>> EventsAsync<T>(Guid? run = null)
        where T : EventPayload => [.. (await EventsAsync(run)).OfType<T>()];

    /// <summary>The run as the list of runs shows it.</summary>
    public Task<RunSummary?> RunAsync(Guid run) =>
        Service<IHistory>().FindRunAsync(new(Id.Tenant, run), CancellationToken.None);

    public Task UntilAsync(Guid run, RunStatus status) =>
        UntilAsync(async () => (await RunAsync(run))?.Status == status, $"the run is {status}");

    public Task UntilAskedAsync(ScriptedModel model, int times) =>
        UntilAsync(() => Task.FromResult(model.Asks.Count >= times), $"a model is asked {times} times");

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            await Cluster.RestAsync();
            if (await condition()) return;
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain until {what}.");
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass, a second at a time, until it is so.</summary>
    public async Task PassUntilAsync(Func<Task<bool>> condition, string what, int secondsMax = 300)
    {
        for (var second = 0; !await condition(); second++)
        {
            Assert.True(second < secondsMax, $"After {secondsMax} s it was not so that {what}.");
            await Cluster.PassAsync(TimeSpan.FromSeconds(1));
            // Reads have threads of their own: what the clock set off may still wait for one.
            await Service<IHistory>().FindThreadAsync(Id, CancellationToken.None);
            await Cluster.RestAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    private void Configure(ISiloBuilder silo)
    {
        var first = new ServiceCollection();
        first.AddSingleton<WriteFaults>(Faults);
        first.AddSingleton(provider => new RunScheduler(Workers(provider)));
        first.AddSingleton(provider => WriteLane.On(
            new ConcurrentExclusiveSchedulerPair(Workers(provider)).ExclusiveScheduler));
        first.AddStorage();
        var facts = first.Single(service => service.ServiceType == typeof(IFacts));
        first.Remove(facts);
        first.AddSingleton<IFacts>(provider => new TroubledFacts(
            (IFacts)ActivatorUtilities.CreateInstance(provider, facts.ImplementationType!),
            () => Searching(),
            () => ListingUses()));
        var artifacts = first.Single(service => service.ServiceType == typeof(IArtifacts));
        first.Remove(artifacts);
        first.AddSingleton<IArtifacts>(provider => new SeenArtifacts(
            (IArtifacts)ActivatorUtilities.CreateInstance(provider, artifacts.ImplementationType!),
            file => Seeing(file)));
        // Storage starts before the silo, as in the real host.
        foreach (var service in first.Reverse()) silo.Services.Insert(0, service);
        silo.Services.Configure<StorageOptions>(options =>
        {
            options.InMemory = folder is null;
            options.DataFolder = folder ?? options.DataFolder;
        });
        silo.Services.Configure<AgentOptions>(options => configure?.Invoke(options));
        silo.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Coordinator, Coordinator);
        silo.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Executor, Executor);
        silo.Services.AddSingleton<OpenSandbox>(Sandboxes.OpenAsync);
        if (Budgets is not null) silo.Services.AddSingleton<IBudgetSettings>(Budgets);
        foreach (var tool in tools) silo.Services.AddSingleton(tool);
        silo.AddOmniSageGrains();
    }

    private static TaskScheduler Workers(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<LocalSiloOptions>>().Value.Workers;
}
