using Npgsql;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Postgres;

/// <summary>
/// An advisory lock on a connection of its own: it ends with the connection, and so with the process.
/// </summary>
internal sealed class PostgresHold : IProcessHold
{
    private const string Try = "SELECT pg_try_advisory_lock(6018722932)";

    private const string Holder =
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        + "WHERE l.locktype = 'advisory' AND l.granted AND l.objid = 6018722932 - 4294967296 "
        + "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private readonly string text;
    private NpgsqlConnection connection;

    private PostgresHold(string text, NpgsqlConnection connection)
    {
        this.text = text;
        this.connection = connection;
    }

    /// <summary>
    /// Throws <see cref="ErrorCodes.StorageUnavailable"/> with one sentence when another process has it.
    /// </summary>
    public static async Task<PostgresHold> TakeAsync(string text, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(text);
        try
        {
            await connection.OpenAsync(cancellation);
            if (await AskAsync(connection, Try, cancellation) is true) return new(text, connection);
            var holder = await AskAsync(connection, Holder, cancellation) as string;
            throw new OmniSageException(
                ErrorCodes.StorageUnavailable, $"Another OmniSage ({holder ?? "unknown"}) uses this database.");
        }
        catch (Exception fault)
        {
            await connection.DisposeAsync();
            if (fault is not DbException) throw;
            throw new OmniSageException(
                ErrorCodes.StorageUnavailable,
                $"PostgreSQL cannot be reached: {fault.Message}",
                retryable: true,
                fault);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(CancellationToken cancellation)
    {
        try
        {
            await AskAsync(connection, "SELECT 1", cancellation);
            return true;
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException)
        {
            await connection.DisposeAsync();
        }

        connection = new(text);
        try
        {
            await connection.OpenAsync(cancellation);
            return await AskAsync(connection, Try, cancellation) is true;
        }
        catch (DbException)
        {
            return true;  // No database, so nobody else has it either; the next renewal tries again.
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
