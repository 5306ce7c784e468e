using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Keys;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Budgets;
using OmniSage.Storage.Coordinators;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Histories;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Locks;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Parts;
using OmniSage.Storage.Postgres;
using OmniSage.Storage.Reminders;
using OmniSage.Storage.Runs;
using OmniSage.Storage.Sqlite;
using OmniSage.Storage.Sweeps;
using OmniSage.Storage.Telemetry;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Vault;
using OmniSage.Storage.Writes;
using Orleans;

namespace OmniSage.Storage;

/// <summary>
/// Registers storage. Call it first, so that its start (lock, migrations) comes before everything else's.
/// </summary>
public static class StorageServices
{
    /// <summary>
    /// Reads <see cref="StorageOptions"/>. What is registered already stays: a clock, ids, salts, the lane that writes,
    /// planted faults.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        StorageMeter.Open();
        services.AddOptions<StorageOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new GuidSource(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SaltSource>();
        services.TryAddSingleton(provider => new Incarnation(provider.GetRequiredService<GuidSource>().Next()));
        services.TryAddSingleton(_ => WriteLane.Thread("omnisage-write"));
        services.TryAddSingleton(OpenDatabase);
        services.TryAddSingleton(OpenBlobs);
        services.TryAddSingleton(OpenQueue);
        services.TryAddSingleton(provider => new SingleProcessLock(Options(provider), Database(provider)));
        services.TryAddSingleton(
            provider => new Migrator(Database(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(
            provider => new JournalStore(Database(provider), provider.GetRequiredService<IBlobStore>()));
        services.TryAddSingleton(
            provider => new LeaseStore(Database(provider), provider.GetRequiredService<WriteQueue>()));
        services.TryAddSingleton(provider => new ClientMessages(Database(provider)));
        services.TryAddSingleton(provider => new PartStore(Database(provider)));
        services.TryAddSingleton(provider => new UnfinishedRuns(Database(provider)));
        services.TryAddSingleton(provider => new TenantList(Database(provider)));
        services.TryAddSingleton(provider => new StorageFigures(
            Database(provider), Options(provider), provider.GetRequiredService<TenantList>()));
        services.TryAddSingleton(
            provider => new JournalVerifier(Database(provider), provider.GetRequiredService<IBlobStore>()));
        services.TryAddSingleton<IHistory, History>();
        services.TryAddSingleton<IOrigins, Origins>();
        services.TryAddSingleton<IFacts, Facts>();
        services.AddOptions<VaultOptions>();
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<TenantKeys>(provider));
        services.TryAddSingleton(provider => new SecretStore(Database(provider)));
        services.TryAddSingleton<ISecretBox, SecretBox>();
        services.TryAddSingleton<IArtifacts, Artifacts.Artifacts>();
        services.TryAddSingleton<IMessageImages>(provider => new MessageImages(Database(provider)));
        services.TryAddSingleton(provider => new WorkspaceFileCount(Database(provider)));
        services.TryAddSingleton<IUsage, Usage>();
        services.TryAddSingleton(
            provider => new BudgetBooks(Database(provider), provider.GetRequiredService<WriteQueue>()));
        services.AddOptions<BlobOptions>();
        services.AddOptions<ArtifactOptions>();
        services.TryAddSingleton(OpenSweep);
        services.TryAddSingleton<IReminderTable>(provider => new ReminderTable(
            Database(provider), provider.GetRequiredService<WriteQueue>(), provider.GetRequiredService<GuidSource>()));
        services.TryAddSingleton<IDirectory, Directories.Directory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StorageStart>());
        return services;
    }

    private static StorageOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static Database Database(IServiceProvider provider) => provider.GetRequiredService<Database>();

    private static Database OpenDatabase(IServiceProvider provider) => Options(provider).Database switch
    {
        DatabaseKind.Sqlite => new SqliteDatabase(Options(provider)),
        DatabaseKind.Postgres => new PostgresDatabase(Options(provider)),
    };

    private static IBlobStore OpenBlobs(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return Options(provider).InMemory ? new MemoryBlobStore(time) : new FileBlobStore(Options(provider), time);
    }

    private static Sweep OpenSweep(IServiceProvider provider) => new(
        Database(provider),
        provider.GetRequiredService<WriteQueue>(),
        provider.GetRequiredService<IBlobStore>(),
        provider.GetRequiredService<TenantList>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<BlobOptions>>().Value,
        provider.GetRequiredService<IOptions<ArtifactOptions>>().Value);

    private static WriteQueue OpenQueue(IServiceProvider provider) => new(
        Database(provider),
        Options(provider),
        provider.GetRequiredService<WriteLane>(),
        provider.GetRequiredService<IBlobStore>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetService<WriteFaults>());
}
