using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Migrations;

namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>A migrated database of its own for one test class, on whichever database the class names.</summary>
public abstract class StorageFixture : IAsyncLifetime
{
    private ServiceProvider? services;

    /// <summary>Why this database cannot be tested here; the tests then show as skipped.</summary>
    public virtual string? SkipReason => null;

    public GuidSource Ids { get; } = new(TimeProvider.System);

    public SaltSource Salts { get; } = new();

    public WriteQueue Queue => Get<WriteQueue>();

    public JournalStore Journals => Get<JournalStore>();

    internal Database Database => Get<Database>();

    internal IBlobStore Blobs => Get<IBlobStore>();

    public PlantedFaults Faults { get; } = new();

    public T Get<T>()
        where T : notnull
    {
        Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");
        return services!.GetRequiredService<T>();
    }

    public virtual async ValueTask InitializeAsync()
    {
        if (SkipReason is not null) return;
        services = await OpenAsync();
    }

    /// <summary>A second process's worth of services on the same database.</summary>
    public async Task<ServiceProvider> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");
        var collection = new ServiceCollection();
        collection.Configure<StorageOptions>(Configure);
        collection.AddSingleton<WriteFaults>(Faults);
        configure?.Invoke(collection);
        var provider = collection.AddLogging(logging => logging.ClearProviders()).AddStorage().BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
        return provider;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public abstract void Configure(StorageOptions options);

    public TenantId NewTenant() => new(Ids.Next());

    public JournalHead NewJournal(JournalKind kind = JournalKind.Thread) =>
        JournalHead.Empty(new(NewTenant(), kind, Ids.Next()));

    public NewEvent Event(string text = "x", string type = "note") => new()
    {
        Id = Ids.Next(),
        Type = type,
        Schema = 1,
        At = TimeProvider.System.GetUtcNow(),
        Workspace = Ids.Next(),
        Thread = Ids.Next(),
        Actor = "system",
        Labels = Labels.Member,
        Payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { text }),
    };

    /// <summary>Erases a payload as it should be: with the event that says so, in one unit.</summary>
    public async Task<JournalHead> EraseAsync(JournalHead head, long seq, WriteQueue? writes = null)
    {
        var payload = new GrainInterfaces.Events.PayloadErased(seq);
        (var sealedEvent, head) = HashChain.Seal(
            head,
            Event(type: "payload.erased") with { Payload = GrainInterfaces.Events.EventTypes.Write(payload) },
            Salts);
        await (writes ?? Queue).CommitAsync(new UnitOfWork(head.Journal.Tenant)
            .Append(sealedEvent).Change(JournalStore.EraseChange(head.Journal, seq)));
        return head;
    }

    /// <summary>Appends that many events in one unit and returns the head behind them.</summary>
    public async Task<JournalHead> AppendAsync(JournalHead head, int count = 1, params RowChange[] changes)
    {
        var unit = new UnitOfWork(head.Journal.Tenant);
        for (var number = 0; number < count; number++)
        {
            (var sealedEvent, head) = HashChain.Seal(head, Event(), Salts);
            unit.Append(sealedEvent);
        }

        foreach (var change in changes) unit.Change(change);
        await Queue.CommitAsync(unit);
        return head;
    }
}
