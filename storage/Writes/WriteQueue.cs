using OmniSage.Storage.Blobs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Telemetry;

namespace OmniSage.Storage.Writes;

/// <summary>
/// The one way to durability: every durable write is a unit of work that goes through here and is committed together
/// with whatever else queued during the commit before. Bounded in units and bytes.
/// </summary>
public sealed class WriteQueue : IAsyncDisposable
{
    private readonly IUnitWriter writer;
    private readonly IBlobStore blobs;
    private readonly TimeProvider time;
    private readonly int unitsMax;
    private readonly long bytesMax;
    private int units;
    private long bytes;

    internal WriteQueue(
        Database database,
        StorageOptions options,
        WriteLane lane,
        IBlobStore blobs,
        TimeProvider time,
        WriteFaults? faults)
    {
        writer = database.OpenWriter(options, lane, faults);
        (this.blobs, this.time) = (blobs, time);
        unitsMax = options.QueueUnitsMax;
        bytesMax = options.QueueBytesMax;
    }

    /// <summary>
    /// Completes when the unit is durable. Throws <see cref="ErrorCodes.JournalConflict"/> when another activation
    /// wrote first (nothing was written), <see cref="ErrorCodes.LimitReached"/> when the queue is full (nothing was
    /// written), <see cref="ErrorCodes.InvalidArgument"/> when a row breaks a rule (nothing was written), and
    /// <see cref="ErrorCodes.StorageUnavailable"/> when the database fails: then whether it is durable is unknown.
    /// </summary>
    public Task CommitAsync(UnitOfWork unit) => unit.Large.Count == 0 ? PostAsync(unit) : CommitLargeAsync(unit);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async Task CommitLargeAsync(UnitOfWork unit)
    {
        foreach (var large in unit.Large) await blobs.PutAsync(unit.Tenant, large.PayloadBytes);
        await PostAsync(unit);
    }

    private async Task PostAsync(UnitOfWork unit)
    {
        var began = time.GetTimestamp();
        StorageMeter.Waits(1);
        if (Interlocked.Increment(ref units) > unitsMax | Interlocked.Add(ref bytes, unit.Bytes) > bytesMax)
        {
            Leave(unit);
            StorageMeter.Refused();
            throw new OmniSageException(
                ErrorCodes.LimitReached, "Too many writes wait for the database.", retryable: true);
        }

        try
        {
            var pending = new PendingUnit(unit);
            writer.Post(pending);
            await pending.Done;
            StorageMeter.Committed(time.GetElapsedTime(began), code: null);
        }
        catch (OmniSageException fault)
        {
            StorageMeter.Committed(time.GetElapsedTime(began), fault.Code);
            throw;
        }
        finally
        {
            Leave(unit);
        }
    }

    private void Leave(UnitOfWork unit)
    {
        StorageMeter.Waits(-1);
        Interlocked.Decrement(ref units);
        Interlocked.Add(ref bytes, -unit.Bytes);
    }
}
