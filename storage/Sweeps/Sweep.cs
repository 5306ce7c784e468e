using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Tenants;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Sweeps;

/// <summary>
/// Removes what nothing needs any more: artifacts that no file of a workspace is, and blobs that nothing refers to,
/// each after its time. A blob that is put or renewed meanwhile stays, so a sweep takes nothing from whoever is about
/// to refer to it. Sweeping twice, or in two silos, removes nothing more. Not to be called twice at once.
/// </summary>
public sealed class Sweep
{
    /// <summary>Blobs and shelves that one round looks at; the next one goes on behind them.</summary>
    public const int LooksMax = 10_000;

    /// <summary>Blobs of one read, and artifacts of one commit.</summary>
    public const int PageMax = 100;

    /// <summary>Commits of artifacts that one round makes for a tenant.</summary>
    public const int ArtifactPagesMax = 50;

    private readonly References references;
    private readonly WriteQueue writes;
    private readonly IBlobStore blobs;
    private readonly TenantList tenants;
    private readonly TimeProvider time;
    private readonly TimeSpan keepBlobs;
    private readonly TimeSpan keepArtifacts;
    private readonly int looksMax;
    private TenantId? done;
    private TenantId? current;
    private int shelf;

    internal Sweep(
        Database database,
        WriteQueue writes,
        IBlobStore blobs,
        TenantList tenants,
        TimeProvider time,
        BlobOptions blobOptions,
        ArtifactOptions artifactOptions,
        int looksMax = LooksMax)
    {
        references = new(database);
        (this.writes, this.blobs, this.tenants, this.time) = (writes, blobs, tenants, time);
        (keepBlobs, keepArtifacts) = (blobOptions.KeepFor, artifactOptions.KeepFor);
        this.looksMax = looksMax;
    }

    /// <summary>
    /// One bounded part of the work, from where the last one stopped; it ends early behind the last tenant.
    /// </summary>
    public async Task<Swept> RoundAsync(CancellationToken cancellation)
    {
        var swept = default(Swept);
        for (var looks = 0; looks < looksMax;)
        {
            if (current is not { } tenant)
            {
                if (await tenants.ReadAsync(done, 1, cancellation) is not [var next])
                {
                    done = null;
                    break;
                }

                swept += new Swept(await SweepArtifactsAsync(next, cancellation), 0);
                (current, shelf) = (next, 0);
                continue;
            }

            var (seen, removed) = await SweepShelfAsync(tenant, shelf, cancellation);
            swept += new Swept(0, removed);
            looks += seen + 1;
            if (++shelf == IBlobStore.Shelves) (done, current) = (tenant, null);
        }

        return swept;
    }

    /// <summary>All that is to go of one tenant.</summary>
    public async Task<Swept> OfAsync(TenantId tenant, CancellationToken cancellation)
    {
        var swept = new Swept(await SweepArtifactsAsync(tenant, cancellation), 0);
        for (var number = 0; number < IBlobStore.Shelves; number++)
        {
            swept += new Swept(0, (await SweepShelfAsync(tenant, number, cancellation)).Removed);
        }

        return swept;
    }

    private async Task<int> SweepArtifactsAsync(TenantId tenant, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - keepArtifacts;
        var removed = 0;
        for (var page = 0; page < ArtifactPagesMax; page++)
        {
            var free = await references.FreeArtifactsAsync(tenant, before, PageMax, cancellation);
            if (free.Count == 0) break;
            var unit = new UnitOfWork(tenant);
            foreach (var artifact in free) unit.Change(ArtifactRows.Drop(tenant, artifact));
            await writes.CommitAsync(unit);
            removed += free.Count;
        }

        return removed;
    }

    private async Task<(int Seen, int Removed)> SweepShelfAsync(
        TenantId tenant, int number, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - keepBlobs;
        var old = await blobs.ListAsync(tenant, number, before);
        var removed = 0;
        foreach (var page in old.Chunk(PageMax))
        {
            foreach (var blob in await references.FreeAsync(tenant, page, cancellation))
            {
                if (await blobs.RemoveAsync(tenant, blob, before)) removed++;
            }
        }

        return (old.Length, removed);
    }
}
