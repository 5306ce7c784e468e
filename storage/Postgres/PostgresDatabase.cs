using System.Globalization;
using Npgsql;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Postgres;

/// <summary>
/// PostgreSQL as the role <c>omnisage_app</c>: every transaction names its tenant first, and row-level security sees
/// to it that it meets no other tenant's rows.
/// </summary>
internal sealed class PostgresDatabase : Database
{
    private const string BeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private const string SetTenant = "SELECT set_config('app.tenant', $1, true)";

    private readonly StorageOptions options;
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(StorageOptions options)
    {
        this.options = options;
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.PostgresConnection)
        {
            ApplicationName = ApplicationName,
            MaxPoolSize = options.Readers + options.PostgresWriters,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            IncludeFailedBatchedCommand = true,
            Options = "-c synchronous_commit=on",
        });
    }

    public override SystemSql System => SystemSql.Postgres;

    public override FactSearchSql Search => FactSearchSql.Postgres;

    internal NpgsqlDataSource Source => source;

    private static string ApplicationName { get; } =
        string.Create(
            CultureInfo.InvariantCulture, $"omnisage process {Environment.ProcessId} on {Environment.MachineName}");

    public override async Task<T> ReadAsync<T>(
        TenantId tenant, Func<DbConnection, Task<T>> query, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using (var begin = new NpgsqlBatch(connection))
            {
                begin.BatchCommands.Add(new(BeginReading));
                begin.BatchCommands.Add(TenantCommand(tenant));
                await begin.ExecuteNonQueryAsync(cancellation);
            }

            var answer = await query(connection);
            await using var end = connection.Command("COMMIT");
            await end.ExecuteNonQueryAsync(cancellation);
            return answer;
        }
        catch (DbException fault)
        {
            throw Unavailable(fault);
        }
    }

    public override async Task<(long Bytes, long WalBytes)> SizeAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = source.CreateCommand("SELECT pg_database_size(current_database())");
            return ((long)(await command.ExecuteScalarAsync(cancellation))!, 0);
        }
        catch (DbException fault)
        {
            throw Unavailable(fault);
        }
    }

    public override IUnitWriter OpenWriter(StorageOptions options, WriteLane lane, WriteFaults? faults) =>
        new PostgresWriter(source, options, faults);

    public override async Task<MigrationTarget> OpenForMigrationsAsync(CancellationToken cancellation)
    {
        var isOwner = !string.IsNullOrWhiteSpace(options.PostgresMigrationConnection);
        var text = isOwner ? options.PostgresMigrationConnection : options.PostgresConnection;
        var settings = new NpgsqlConnectionStringBuilder(text) { Pooling = false, ApplicationName = ApplicationName };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return new(connection, IsShared: false)
        {
            Folder = "postgres",
            Begin = "BEGIN; SELECT pg_advisory_xact_lock(6018722931)",
            VersionTable = isOwner
                ? "CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL PRIMARY KEY, name text NOT NULL, "
                    + "hash text NOT NULL, applied_us bigint NOT NULL); GRANT SELECT ON schema_version TO omnisage_app"
                : null,
        };
    }

    public override async Task<IProcessHold?> HoldAsync(CancellationToken cancellation) =>
        await PostgresHold.TakeAsync(new NpgsqlConnectionStringBuilder(options.PostgresConnection)
        {
            ApplicationName = ApplicationName,
            Pooling = false,
            KeepAlive = 10,
        }.ConnectionString, cancellation);

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    internal static NpgsqlBatchCommand TenantCommand(TenantId tenant)
    {
        var command = new NpgsqlBatchCommand(SetTenant);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.Text });
        return command;
    }
}
