using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OmniSage.Egress;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Models;
using OmniSage.Grains.Approvals;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Coordinators.Summaries;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Memory;
using OmniSage.Grains.Models;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Recovery;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Telemetry;
using OmniSage.Grains.Tenants;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;
using OmniSage.Grains.Tools.Sandboxed;
using OmniSage.Grains.Tools.Web;
using OmniSage.Grains.Vault;
using OmniSage.Grains.Workspaces;
using OmniSage.Models;
using OmniSage.Sandbox;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Leases;
using Orleans.Configuration;
using Orleans.Hosting;

namespace OmniSage.Grains;

/// <summary>Registers the grains and what works beside them. The host adds storage, models and a sandbox.</summary>
public static class GrainServices
{
    /// <summary>Calls that may wait for one grain; one more is refused.</summary>
    private const int WaitingCallsMax = 10_000;

    public static ISiloBuilder AddOmniSageGrains(this ISiloBuilder silo)
    {
        RunMeter.Open();
        silo.AddReminders();
#if ORLEANS_PACKAGES
        silo.AddMemoryGrainStorage("PubSubStore");
#endif
        silo.AddMemoryStreams(EventStreams.Provider);
        silo.AddIncomingGrainCallFilter<TenantFilter>();
        var services = silo.Services;
        services.Configure<SiloMessagingOptions>(messaging => messaging.MaxEnqueuedRequestsHardLimit = WaitingCallsMax);
        AddSettings(services);
        services.TryAddSingleton<GuidSource>();
        services.TryAddSingleton<SaltSource>();
        services.TryAddSingleton(new RunScheduler(TaskScheduler.Default));
        services.TryAddSingleton(provider => new AliveSilos([provider.GetRequiredService<Incarnation>().Value]));
        services.TryAddSingleton<OpenSandbox>(provider => provider.GetRequiredService<SandboxHost>().CreateAsync);
        services.AddSingleton<DraftWriter>();
        services.AddSingleton<RunSpans>();
        services.AddSingleton<StepMeasure>();
        services.AddSingleton<RunTelemetry>();
        services.AddSingleton<JournalServices>();
        services.AddSingleton<Courier>();
        services.AddSingleton<PolicyBook>();
        services.AddSingleton<CallGate>();
        services.AddSingleton<SecretBroker>();
        services.AddBudgets();
        services.AddSingleton<SettingsBook>();
        services.AddSingleton<AgentDesk>();
        services.AddRuns();
        services.AddThreads();
        services.AddMemory();
        services.AddTools();
        services.AddHostedService(provider => provider.GetRequiredService<RunSpans>());
        services.AddHostedService<LeaseKeeper>();
        services.AddHostedService<SweepKeeper>();
        return silo;
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddOptions<AgentOptions>()
            .BindConfiguration(AgentOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsCheck>();
        services.AddOptions<MemoryOptions>()
            .BindConfiguration(MemoryOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<BlobOptions>()
            .BindConfiguration(BlobOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ArtifactOptions>()
            .BindConfiguration(ArtifactOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    private static void AddBudgets(this IServiceCollection services)
    {
        services.AddOptions<BudgetOptions>()
            .BindConfiguration(BudgetOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<BudgetOptions>, BudgetOptionsCheck>();
        services.AddOptions<PriceOptions>()
            .Configure<IConfiguration>((options, all) => all.GetSection(PriceOptions.Section).Bind(options.Models))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PriceOptions>, PriceOptionsCheck>();
        services.AddSingleton<InstalledBudgets>();
        services.TryAddSingleton<IBudgetSettings, LayeredBudgets>();
        services.AddSingleton<TokenBound>();
        services.AddSingleton<RunFunds>();
        services.AddSingleton<IBudgets, BudgetDesk>();
    }

    private static void AddRuns(this IServiceCollection services)
    {
        services.AddSingleton<StoredParts>();
        services.AddSingleton<RunJournal>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<ModelCaller>();
        services.AddModels();
        services.AddSingleton<WorkspaceModels>();
        services.TryAddSingleton<FindModel>(
            provider => provider.GetRequiredService<WorkspaceModels>().FindAsync);
        services.AddSingleton<IModels, ModelDesk>();
        services.AddSingleton<ToolCaller>();
        services.AddSingleton<SandboxChoice>();
        services.AddSingleton<TaskSandboxes>();
        services.AddSingleton<LiveRuns>();
        services.AddSingleton<FileCapture>();
        services.AddSingleton<Publishing>();
    }

    private static void AddThreads(this IServiceCollection services)
    {
        services.AddSingleton<SeenMessages>();
        services.AddSingleton<DecisionCommands>();
        services.AddSingleton<CarriedCommands>();
        services.AddSingleton<CommandCarrier>();
        services.AddSingleton<SummaryModel>();
        services.AddSingleton<TalkHistory>();
        services.AddSingleton<ThreadSummaries>();
    }

    private static void AddMemory(this IServiceCollection services)
    {
        services.AddSingleton<Recaller>();
        services.AddSingleton<SourceFinder>();
        services.AddSingleton<TurnRecall>();
        services.AddSingleton<FactUses>();
        services.AddSingleton<ForgottenTeller>();
    }

    private static void AddTools(this IServiceCollection services)
    {
        services.AddOmniSageEgress();
        services.AddSingleton<WebReader>();
        services.AddSingleton<PdfText>();
        services.AddSingleton<FileText>();
        services.AddSingleton<WorkspaceFiles>();
        services.AddSingleton<ToolCatalog>();
        services.AddSingleton<IInprocTool, MemoryRememberTool>();
        services.AddSingleton<IInprocTool, MemoryRecallTool>();
        services.AddSingleton<IInprocTool, MemoryForgetTool>();
        services.AddSingleton<IInprocTool, WebFetchTool>();
        services.AddSingleton<IInprocTool, HttpRequestTool>();
        services.AddSingleton<ISandboxedTool, ShellRunTool>();
        services.AddSingleton<ISandboxedTool, PythonRunTool>();
        services.AddSingleton<ISandboxedTool, FilesListTool>();
        services.AddSingleton<ISandboxedTool, FilesReadTool>();
        services.AddSingleton<ISandboxedTool, FilesWriteTool>();
        services.AddSingleton<ISandboxedTool, FilesPatchTool>();
        services.AddSingleton<ISandboxedTool, FilesIngestTool>();
    }
}
