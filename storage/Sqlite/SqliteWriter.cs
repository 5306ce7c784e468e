using Microsoft.Data.Sqlite;
using OmniSage.Storage.Telemetry;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Sqlite;

/// <summary>
/// Writes batches on its lane: a batch is what queued while the one before was committed, bounded in units and bytes.
/// A savepoint per unit keeps one unit's conflict from failing another.
/// </summary>
internal sealed class SqliteWriter(
    Func<SqliteWriteConnection> open, Lock connectionGate, WriteLane lane, StorageOptions options, WriteFaults? faults)
    : IUnitWriter
{
    private readonly Lock gate = new();
    private readonly Queue<PendingUnit> pending = new();
    private readonly List<PendingUnit> batch = [];
    private SqliteWriteConnection? connection;
    private bool isRunning;
    private bool isClosed;

    public void Post(PendingUnit unit)
    {
        lock (gate)
        {
            if (isClosed)
            {
                unit.Fail(new(ErrorCodes.StorageUnavailable, "The database is closed.", retryable: true));
                return;
            }

            pending.Enqueue(unit);
            if (isRunning) return;
            isRunning = true;
        }

        lane.Post(Run);
    }

    /// <summary>Takes no more units, writes those it has, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (isClosed) return;
            isClosed = true;
        }

        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lane.Post(() =>
        {
            connection?.Dispose();
            connection = null;
            closed.SetResult();
        });
        await closed.Task;
    }

    private void Run()
    {
        while (Take())
        {
            if (faults?.Delay() is { IsCompleted: false } delay)
            {
                delay.GetAwaiter().UnsafeOnCompleted(() => lane.Post(WriteThenRun));
                return;
            }

            Write();
        }
    }

    private void WriteThenRun()
    {
        Write();
        Run();
    }

    private bool Take()
    {
        batch.Clear();
        lock (gate)
        {
            var bytes = 0L;
            while (batch.Count < options.BatchUnitsMax && pending.TryPeek(out var next))
            {
                bytes += next.Unit.Bytes;
                if (batch.Count > 0 && bytes > options.BatchBytesMax) break;
                batch.Add(pending.Dequeue());
            }

            return isRunning = batch.Count > 0;
        }
    }

    private void Write()
    {
        try
        {
            var fault = faults?.Next() ?? WriteFault.None;
            if (fault == WriteFault.Lost) throw new SqliteException("planted: nothing is durable", 10);
            lock (connectionGate) Commit();
            if (fault == WriteFault.DurableButUnknown) throw new SqliteException("planted: durable all the same", 10);
            StorageMeter.Batch(batch.Count);
            foreach (var unit in batch) unit.Complete();
        }
        catch (Exception fault)
        {
            // Whatever it was: who waits is told, and the lane goes on.
            Fail(fault);
        }
    }

    private void Commit()
    {
        connection ??= open();
        connection.Begin();
        foreach (var unit in batch)
        {
            if (connection.Write(unit.Unit) is { } refused) unit.Refusal = refused.Statement.Refused();
        }

        connection.Commit();
    }

    /// <summary>
    /// Tells every unit of the batch that its fate is unknown, and begins anew with a fresh connection.
    /// </summary>
    private void Fail(Exception fault)
    {
        lock (connectionGate)
        {
            connection?.Rollback();
            connection?.Dispose();
            connection = null;
        }

        foreach (var unit in batch)
        {
            unit.Fail(
                new(ErrorCodes.StorageUnavailable, "The database did not take the write.", retryable: true, fault));
        }
    }
}
