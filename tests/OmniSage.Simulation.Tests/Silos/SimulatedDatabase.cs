using System.Data.Common;
using OmniSage.Simulation.Tests.Bugs;
using OmniSage.Simulation.Tests.Loops;
using OmniSage.Storage;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Writes;

namespace OmniSage.Simulation.Tests.Silos;

/// <summary>
/// One incarnation's way to the in-memory database, which outlives it: reads may be refused here, and the storage bugs
/// are planted here.
/// </summary>
internal sealed class SimulatedDatabase(
    Database inner, Chaos chaos, LoopClock clock, LoopScheduler scheduler, PlantedBug bug)
    : Database
{
    public override SystemSql System { get; } = bug == PlantedBug.NeverRecovers
        ? inner.System with
        {
            ExpiredLeases = inner.System.ExpiredLeases.Replace("LIMIT $5", "LIMIT 0 * $5", StringComparison.Ordinal),
        }
        : inner.System;

    public override FactSearchSql Search => inner.Search;

    public override Task<T> ReadAsync<T>(
        TenantId tenant, Func<DbConnection, Task<T>> query, CancellationToken cancellation)
    {
        clock.Loop.RequireThread("A read");
        return chaos.NextReadFails()
            ? Task.FromException<T>(Unavailable(new IOException("planted: the database cannot be read")))
            : inner.ReadAsync(tenant, query, cancellation);
    }

    public override Task<(long Bytes, long WalBytes)> SizeAsync(CancellationToken cancellation) =>
        inner.SizeAsync(cancellation);

    public override IUnitWriter OpenWriter(StorageOptions options, WriteLane lane, WriteFaults? faults)
    {
        var writer = inner.OpenWriter(options, lane, faults);
        return bug == PlantedBug.AcknowledgesEarly ? new EarlyWriter(writer, clock, scheduler) : writer;
    }

    public override Task<MigrationTarget> OpenForMigrationsAsync(CancellationToken cancellation) =>
        inner.OpenForMigrationsAsync(cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
