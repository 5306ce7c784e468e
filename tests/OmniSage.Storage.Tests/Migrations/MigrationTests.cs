using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Migrations;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Migrations;

public sealed class SqliteMigrationTests(SqliteFixture storage) : MigrationSuite(storage), IClassFixture<SqliteFixture>;

public sealed class PostgresMigrationTests(PostgresFixture storage)
    : MigrationSuite(storage), IClassFixture<PostgresFixture>;

/// <summary>The two folders against each other, and several starts at once.</summary>
public sealed class TwinMigrationTests(SqliteFixture sqlite, PostgresFixture postgres)
    : IClassFixture<SqliteFixture>, IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Migrations_InBothFolders_HaveTheSameNumbersWithoutAGap()
    {
        var names = Migration.Load("sqlite").Select(migration => migration.Name).ToList();
        Assert.Equal(names, Migration.Load("postgres").Select(migration => migration.Name));
        Assert.Equal(
            Enumerable.Range(1, names.Count).Select(number => number.ToString("0000", CultureInfo.InvariantCulture)),
            names.Select(name => name[..4]));
    }

    [Fact]
    public async Task Migrations_OnBothDatabases_MakeTheSameColumns()
    {
        var inPostgres = await ColumnsAsync(
            postgres.Get<Database>(),
            "SELECT table_name || '.' || column_name || ' ' || CASE data_type WHEN 'text' THEN 'TEXT' "
                + "WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' END "
                + "|| CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END "
                // The search index of PostgreSQL is a column, that of SQLite is tables of its own.
                + "FROM information_schema.columns WHERE table_schema = 'public' AND data_type <> 'tsvector'");
        var inSqlite = await ColumnsAsync(
            sqlite.Get<Database>(),
            "SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c.\"notnull\" THEN ' NOT NULL' ELSE '' END "
                + "FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
                + "AND t.name NOT LIKE 'memory_search%'");
        Assert.Equal(inSqlite, inPostgres);
    }

    [Fact]
    public async Task Tables_EveryOne_HasItsTenantFirstInItsKey()
    {
        var others = await ColumnsAsync(
            sqlite.Get<Database>(),
            "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                + "WHERE t.type = 'table' AND c.pk = 1 AND c.name <> 'tenant_id' "
                // FTS5 makes them itself; it holds scopes, which are one tenant's each.
                + "AND t.name NOT LIKE 'memory_search%'");
        Assert.Equal(["schema_version"], others);
    }

    [Fact]
    public Task Migrations_StartedFourTimesAtOnceOnSqlite_AreAppliedOnce() => StartAtOnceAsync(options =>
        options.DataFolder = Path.Combine(sqlite.Folder, "at-once"));

    [Fact]
    public async Task Migrations_StartedFourTimesAtOnceOnPostgres_AreAppliedOnce()
    {
        postgres.Get<Database>();
        var administrator = Environment.GetEnvironmentVariable(PostgresFixture.Setting)!;
        var name = await PostgresServer.CreateDatabaseAsync(administrator);
        await StartAtOnceAsync(options =>
        {
            postgres.Configure(options);
            options.PostgresConnection = PostgresServer.AsApp(administrator, name);
            options.PostgresMigrationConnection = PostgresServer.AsOwner(administrator, name);
        });
        await PostgresServer.ExecuteAsync(administrator, $"DROP DATABASE {name} WITH (FORCE)");
    }

    private static async Task StartAtOnceAsync(Action<StorageOptions> configure)
    {
        var starts = Enumerable.Range(0, 4).Select(_ =>
            new ServiceCollection().Configure(configure).AddLogging().AddStorage().BuildServiceProvider()).ToList();
        var applied = await Task.WhenAll(starts.Select(start =>
            Task.Run(() => start.GetRequiredService<Migrator>().ApplyAsync(Cancellation))));
        Assert.Equal([0, 0, 0, Migration.Load("sqlite").Length], applied.Order());
        foreach (var start in starts) await start.DisposeAsync();
    }

    private static Task<List<string>> ColumnsAsync(Database database, string sql) => database.ReadAsync(
        TenantId.Install,
        async connection =>
        {
            var rows = await connection.Command(sql).ListAsync(row => row.GetString(0), Cancellation);
            rows.Sort(StringComparer.Ordinal);
            return rows;
        },
        Cancellation);
}
