using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Sweeps;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Tests.Artifacts;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Sweeps;

/// <summary>A tenant whose storage is swept, by a clock that the test moves.</summary>
internal sealed class SweptStore : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private byte made;

    private SweptStore(ServiceProvider services, ManualClock clock, StorageFixture storage)
    {
        (this.services, Clock) = (services, clock);
        Kept = new(Get<WriteQueue>(), storage.Ids, storage.NewTenant());
    }

    public ManualClock Clock { get; }

    public KeptFiles Kept { get; }

    public IBlobStore Blobs => Get<IBlobStore>();

    public static async Task<SweptStore> OpenAsync(StorageFixture storage)
    {
        var clock = new ManualClock();
        var services = await storage.OpenAsync(collection => collection.AddSingleton<TimeProvider>(clock));
        return new(services, clock, storage);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A sweep that looks at so much in one round.</summary>
    public Sweep Sweep(int looksMax) => new(
        Get<Databases.Database>(),
        Get<WriteQueue>(),
        Blobs,
        Get<TenantList>(),
        Clock,
        new(),
        new(),
        looksMax);

    /// <summary>Content that nothing else holds.</summary>
    public Task<BlobId> PutAsync(TenantId? tenant = null) =>
        Blobs.PutAsync(tenant ?? Kept.Tenant, new[] { (byte)7, ++made });

    public async Task<bool> HasAsync(BlobId blob, TenantId? tenant = null) =>
        await Blobs.FindAsync(tenant ?? Kept.Tenant, blob, 1 << 20, CancellationToken.None) is not null;

    public Task<Swept> SweepAsync() => Get<Sweep>().OfAsync(Kept.Tenant, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
