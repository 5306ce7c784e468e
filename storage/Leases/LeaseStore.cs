using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Leases;

/// <summary>Finds runs that nobody does any more, and keeps the leases of those that somebody does.</summary>
public sealed class LeaseStore
{
    private readonly Database database;
    private readonly WriteQueue writes;

    internal LeaseStore(Database database, WriteQueue writes)
    {
        this.database = database;
        this.writes = writes;
    }

    /// <summary>
    /// Leases of the shard that ran out by <paramref name="now"/>, or whose incarnation is not among
    /// <paramref name="alive"/> where that is known (one process: only its own is), at most <paramref name="max"/>.
    /// </summary>
    public Task<ImmutableArray<ExpiredLease>> ExpiredAsync(
        IReadOnlyCollection<Guid>? alive, DateTimeOffset now, LeaseShard shard, int max, CancellationToken cancellation)
    {
        var known = alive is null ? "*" : string.Join(',', alive.Select(incarnation => incarnation.ToString("N")));
        return database.ReadAsync(
            TenantId.Install,
            async connection => (await connection.Command(
                database.System.ExpiredLeases, known, Microseconds.Of(now), (long)shard.From, (long)shard.To, (long)max)
                .ListAsync(
                    row => new ExpiredLease(new(row.Tenant(0), row.Id(1)), row.GetString(2), row.GetString(3)),
                    cancellation)).ToImmutableArray(),
            cancellation);
    }

    /// <summary>
    /// Extends leases that this incarnation still holds, a unit of work per tenant. A lease taken over by another
    /// stays the other's.
    /// </summary>
    public Task RenewAsync(IReadOnlyCollection<RunId> runs, Guid incarnation, DateTimeOffset expires) =>
        Task.WhenAll(runs.GroupBy(run => run.Tenant).Select(ofTenant =>
        {
            var unit = new UnitOfWork(ofTenant.Key);
            foreach (var run in ofTenant) unit.Change(LeaseRows.Renew(run, incarnation, expires));
            return writes.CommitAsync(unit);
        }));
}
