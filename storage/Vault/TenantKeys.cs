using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Vault;

/// <summary>
/// The tenants' data keys, each made when it is first needed and kept open in memory from then on. All are wrapped by
/// one master key; the install's own row tells which, so that a new one is never begun beside it by mistake.
/// </summary>
internal sealed class TenantKeys(
    Database database,
    WriteQueue queue,
    SaltSource salts,
    TimeProvider time,
    IOptions<VaultOptions> options,
    IOptions<StorageOptions> storage)
{
    private const int KeyBytes = 32;

    /// <summary>So many keys are kept open; then they are read anew.</summary>
    private const int OpenMax = 10_000;

    private readonly ConcurrentDictionary<TenantId, byte[]> open = new();

    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.StorageUnavailable"/>: there is no master key, or it is another.
    /// </exception>
    public async Task<byte[]> GetAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (open.TryGetValue(tenant, out var known)) return known;
        var master = await MasterAsync(cancellation);
        var key = await FindAsync(tenant, master, cancellation) ?? await MakeAsync(tenant, master, cancellation);
        if (open.Count >= OpenMax) open.Clear();
        return open[tenant] = key;
    }

    /// <summary>The master key that the install uses, made if the install has none yet.</summary>
    private async Task<MasterKey> MasterAsync(CancellationToken cancellation)
    {
        var used = await ReadAsync(TenantId.Install, cancellation);
        var master = MasterKey.Find(options.Value);
        if (used is not null)
        {
            return master?.Id == used.MasterKey ? master : throw MasterKey.Missing(
                $"The master key {used.MasterKey} of this install is not in {options.Value.MasterKeyFile}. Restore it, "
                    + "or name the file that holds it in Vault:MasterKeyFile.",
                null);
        }

        master ??= MasterKey.Make(options.Value, storage.Value.DataFolder);
        await MakeAsync(TenantId.Install, master, cancellation);
        return master;
    }

    /// <summary>Of two who make one at once the first is right; both go on with what is stored.</summary>
    private async Task<byte[]> MakeAsync(TenantId tenant, MasterKey master, CancellationToken cancellation)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var wrapped = master.Wrap(key, tenant, TenantKeyRows.Version, salts);
        var unit = new UnitOfWork(tenant);
        unit.Change(TenantKeyRows.InsertIfMissing(tenant, master.Id, wrapped, time.GetUtcNow()));
        await queue.CommitAsync(unit);
        return (await FindAsync(tenant, master, cancellation))!;
    }

    private async Task<byte[]?> FindAsync(TenantId tenant, MasterKey master, CancellationToken cancellation)
    {
        if (await ReadAsync(tenant, cancellation) is not { } wrapped) return null;
        if (wrapped.MasterKey != master.Id)
            throw MasterKey.Missing($"This tenant's key is wrapped by the master key {wrapped.MasterKey}.", null);
        return master.Unwrap(wrapped.Bytes, tenant, TenantKeyRows.Version);
    }

    private Task<TenantKeyRows.WrappedKey?> ReadAsync(TenantId tenant, CancellationToken cancellation) =>
        database.ReadAsync(
            tenant,
            async connection => (await connection.Command(
                TenantKeyRows.Query, tenant.Text, (long)TenantKeyRows.Version)
                .ListAsync(TenantKeyRows.Read, cancellation)).SingleOrDefault(),
            cancellation);
}
