using Microsoft.Data.Sqlite;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Memories;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Writes;

namespace OmniSage.Storage.Sqlite;

/// <summary>
/// SQLite in one file of the data folder: one writing connection, a few reading ones on threads of their own; or in
/// memory: one connection for everything, used synchronously by whoever calls.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string? path;
    private readonly StorageOptions options;
    private readonly SqliteConnection? shared;

    /// <summary>Held while the in-memory database's one connection is used: no reader sees half a unit.</summary>
    private readonly Lock connectionGate = new();
    private readonly Lazy<SqliteReaders> readers;

    public SqliteDatabase(StorageOptions options)
    {
        SqliteLibrary.Require();
        this.options = options;
        readers = new(() => new(OpenReader, options));
        if (options.InMemory) shared = Open("Data Source=:memory:;Pooling=False");
        else path = Path.Combine(options.DataFolder, "omnisage.db");
    }

    public override SystemSql System => SystemSql.Sqlite;

    public override FactSearchSql Search => FactSearchSql.Sqlite;

    public override Task<T> ReadAsync<T>(
        TenantId tenant, Func<DbConnection, Task<T>> query, CancellationToken cancellation)
    {
        if (shared is not null) return ReadSharedAsync(query);
        return readers.Value.ReadAsync(query, cancellation);
    }

    public override Task<(long Bytes, long WalBytes)> SizeAsync(CancellationToken cancellation) =>
        Task.FromResult(path is null ? default : (BytesOf(path), BytesOf(path + "-wal")));

    private static long BytesOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    public override IUnitWriter OpenWriter(StorageOptions options, WriteLane lane, WriteFaults? faults) =>
        new SqliteWriter(
            () => new(shared ?? OpenFile(), isShared: shared is not null), connectionGate, lane, options, faults);

    public override Task<MigrationTarget> OpenForMigrationsAsync(CancellationToken cancellation) =>
        Task.FromResult(new MigrationTarget(shared ?? OpenFile(), IsShared: shared is not null)
        {
            Folder = "sqlite",
            Begin = "BEGIN IMMEDIATE",
            VersionTable = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, "
                + "name TEXT NOT NULL, hash TEXT NOT NULL, applied_us INTEGER NOT NULL) STRICT",
        });

    public override ValueTask DisposeAsync()
    {
        if (readers.IsValueCreated) readers.Value.Dispose();
        shared?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// FULL: a commit is on the disk before it is acknowledged. The automatic checkpoint is rarer than SQLite's own,
    /// which would copy pages back every 4 MB.
    /// </summary>
    internal SqliteConnection OpenFile()
    {
        OwnerOnly.CreateFolder(options.DataFolder);
        // SQLite gives the files beside the database the mode of the database.
        if (!File.Exists(path)) OwnerOnly.CreateFile(path!);
        var connection = Open($"Data Source={path};Pooling=False");
        Execute(connection, "PRAGMA page_size = 8192");
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "PRAGMA wal_autocheckpoint = 2000");
        Execute(connection, "PRAGMA cache_size = -16000");
        // What is erased is overwritten, whatever the library was built to do.
        Execute(connection, "PRAGMA secure_delete = ON");
        return connection;
    }

    private SqliteConnection OpenReader()
    {
        var connection = Open($"Data Source={path};Pooling=False");
        Execute(connection, "PRAGMA query_only = ON");
        Execute(connection, "PRAGMA cache_size = -4000");
        return connection;
    }

    private static SqliteConnection Open(string text)
    {
        var connection = new SqliteConnection(text);
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 10000");
        return connection;
    }

    private static async Task<T> ReadGuardedAsync<T>(Task<T> read)
    {
        try
        {
            return await read;
        }
        catch (DbException fault)
        {
            throw Unavailable(fault);
        }
    }

    private Task<T> ReadSharedAsync<T>(Func<DbConnection, Task<T>> query)
    {
        // SQLite's calls are synchronous: the query is over when it returns.
        lock (connectionGate) return ReadGuardedAsync(query(shared!));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        command.ExecuteNonQuery();
    }
}
