using OmniSage.Storage.Memories;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Databases;

/// <summary>One of the two databases: how it is read, and what writes to it.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract SystemSql System { get; }

    public abstract FactSearchSql Search { get; }

    /// <summary>
    /// Runs the query on a reading connection, in one snapshot, seeing rows of that tenant only (on PostgreSQL the
    /// database enforces it). Throws <see cref="ErrorCodes.StorageUnavailable"/> when the database does not answer.
    /// </summary>
    public abstract Task<T> ReadAsync<T>(
        TenantId tenant, Func<DbConnection, Task<T>> query, CancellationToken cancellation);

    /// <summary>Bytes on disk of what it keeps, and of SQLite's log of what is not yet in its place.</summary>
    public abstract Task<(long Bytes, long WalBytes)> SizeAsync(CancellationToken cancellation);

    public abstract IUnitWriter OpenWriter(StorageOptions options, WriteLane lane, WriteFaults? faults);

    /// <summary>A connection that may change the schema, and what differs between the databases in doing so.</summary>
    public abstract Task<MigrationTarget> OpenForMigrationsAsync(CancellationToken cancellation);

    /// <summary>
    /// The database's own hold against a second process; null where the data folder's lock is enough.
    /// Throws with one sentence when another process has it.
    /// </summary>
    public virtual Task<IProcessHold?> HoldAsync(CancellationToken cancellation) =>
        Task.FromResult<IProcessHold?>(null);

    public abstract ValueTask DisposeAsync();

    protected static OmniSageException Unavailable(Exception fault) =>
        new(ErrorCodes.StorageUnavailable, "The database did not answer.", retryable: true, fault);
}
