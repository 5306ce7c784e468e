using System.Threading.Channels;
using Npgsql;
using OmniSage.Storage.Telemetry;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Postgres;

/// <summary>
/// Writes each tenant's units in their order, one transaction per tenant and flush, over a few connections: a batch is
/// what the tenant queued while its batch before was committed. One round trip: the commands go out together, and
/// PostgreSQL makes them one transaction. A batch that breaks a constraint is written again unit by unit.
/// </summary>
internal sealed class PostgresWriter : IUnitWriter
{
    private readonly NpgsqlDataSource source;
    private readonly StorageOptions options;
    private readonly WriteFaults? faults;
    private readonly Lock gate = new();
    private readonly Dictionary<TenantId, Queue<PendingUnit>> pending = [];
    private readonly Channel<TenantId> ready = Channel.CreateUnbounded<TenantId>();
    private readonly Task[] workers;
    private bool isClosed;

    public PostgresWriter(NpgsqlDataSource source, StorageOptions options, WriteFaults? faults)
    {
        this.source = source;
        this.options = options;
        this.faults = faults;
        workers = [.. Enumerable.Range(0, options.PostgresWriters).Select(_ => Task.Run(WorkAsync))];
    }

    public void Post(PendingUnit unit)
    {
        var tenant = unit.Unit.Tenant;
        lock (gate)
        {
            if (isClosed)
            {
                unit.Fail(new(ErrorCodes.StorageUnavailable, "The database is closed.", retryable: true));
                return;
            }

            if (pending.TryGetValue(tenant, out var waiting))
            {
                waiting.Enqueue(unit);
                return;
            }

            pending[tenant] = new([unit]);
            ready.Writer.TryWrite(tenant);
        }
    }

    /// <summary>Takes no more units and writes those it has.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            if (pending.Count == 0) ready.Writer.TryComplete();
        }

        await Task.WhenAll(workers);
    }

    private async Task WorkAsync()
    {
        await foreach (var tenant in ready.Reader.ReadAllAsync())
        {
            var batch = Take(tenant);
            if (faults?.Delay() is { } delay) await delay;
            await WriteAsync(tenant, batch);
            Return(tenant);
        }
    }

    private List<PendingUnit> Take(TenantId tenant)
    {
        var batch = new List<PendingUnit>();
        lock (gate)
        {
            var waiting = pending[tenant];
            var bytes = 0L;
            while (batch.Count < options.BatchUnitsMax && waiting.TryPeek(out var next))
            {
                bytes += next.Unit.Bytes;
                if (batch.Count > 0 && bytes > options.BatchBytesMax) break;
                batch.Add(waiting.Dequeue());
            }
        }

        return batch;
    }

    /// <summary>The tenant's turn is over; it queues behind the others when it has more.</summary>
    private void Return(TenantId tenant)
    {
        lock (gate)
        {
            if (pending[tenant].Count > 0)
            {
                ready.Writer.TryWrite(tenant);
                return;
            }

            pending.Remove(tenant);
            if (isClosed && pending.Count == 0) ready.Writer.TryComplete();
        }
    }

    private async Task WriteAsync(TenantId tenant, List<PendingUnit> batch)
    {
        try
        {
            var fault = faults?.Next() ?? WriteFault.None;
            if (fault == WriteFault.Lost) throw new NpgsqlException("planted: nothing is durable");
            await SendAsync(tenant, batch);
            if (fault == WriteFault.DurableButUnknown) throw new NpgsqlException("planted: durable all the same");
            StorageMeter.Batch(batch.Count);
            foreach (var unit in batch) unit.Complete();
        }
        catch (PostgresException fault) when (IsRefusal(fault) && batch.Count > 1)
        {
            foreach (var unit in batch) await WriteAsync(tenant, [unit]);
        }
        catch (PostgresException fault) when (IsRefusal(fault))
        {
            batch[0].Fail(RefusalOf(batch[0].Unit, fault));
        }
        catch (Exception fault)
        {
            // Whatever it was: who waits is told, and the worker goes on with the other tenants.
            source.Clear();
            foreach (var unit in batch)
            {
                unit.Fail(new(
                    ErrorCodes.StorageUnavailable, "The database did not take the write.", retryable: true, fault));
            }
        }
    }

    private async Task SendAsync(TenantId tenant, List<PendingUnit> batch)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(PostgresDatabase.TenantCommand(tenant));
        foreach (var unit in batch)
        {
            foreach (var change in unit.Unit.Changes) commands.BatchCommands.Add(PostgresCommand.Of(change));
        }

        await commands.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Constraints (23), data that a type refuses (22), lost races (40) and row-level security: not a broken
    /// database.
    /// </summary>
    private static bool IsRefusal(PostgresException fault) =>
        fault.SqlState[..2] is "23" or "22" or "40" || fault.SqlState == PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>A lost race (40) says nothing against the unit: the same one may be taken the next time.</summary>
    internal static OmniSageException RefusalOf(UnitOfWork unit, PostgresException fault) =>
        fault.SqlState[..2] is "40"
            ? new(ErrorCodes.StorageUnavailable, "The database put another write first.", retryable: true, fault)
            : StatementOf(unit, fault).Refused(fault);

    private static Statement StatementOf(UnitOfWork unit, PostgresException fault) =>
        unit.Changes.FirstOrDefault(change => change.Statement.Sql == fault.BatchCommand?.CommandText)?.Statement
            ?? unit.Changes[0].Statement;
}
