using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OmniSage.Storage;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.EndToEnd.Tests.Memory;

/// <summary>PostgreSQL's relation files after VACUUM FULL, read through the server as its administrator.</summary>
public sealed class PostgresErasureTests(PostgresErasureTests.PostgresSilo silo)
    : ErasureSuite(silo), IClassFixture<PostgresErasureTests.PostgresSilo>
{
    private const string Setting = "OMNISAGE_TEST_POSTGRES";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected override void Require() => Assert.SkipWhen(
        silo.Database.Length == 0,
        $"PostgreSQL is not tested: {Setting} holds no administrator's connection string.");

    protected override async Task<IReadOnlyList<(string Name, byte[] Bytes)>> FilesAsync()
    {
        await using var connection = new NpgsqlConnection(
            PostgresServer.As(PostgresSilo.Administrator!, silo.Database));
        await connection.OpenAsync(Ct);
        await using (var clean = new NpgsqlCommand("VACUUM FULL", connection)) await clean.ExecuteNonQueryAsync(Ct);
        await using (var flush = new NpgsqlCommand("CHECKPOINT", connection)) await flush.ExecuteNonQueryAsync(Ct);
        await using var read = new NpgsqlCommand(
            "SELECT c.relname, pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c "
                + "JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "WHERE n.nspname IN ('public', 'pg_toast', 'pg_catalog') AND pg_relation_filepath(c.oid) IS NOT NULL "
                + "AND c.relkind IN ('r', 'i', 't', 'm')",
            connection);
        await using var reader = await read.ExecuteReaderAsync(Ct);
        var files = new List<(string, byte[])>();
        while (await reader.ReadAsync(Ct)) files.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        return files;
    }

    /// <summary>A silo on a database of its own; on SQLite where the test is skipped, as there is no server.</summary>
    public sealed class PostgresSilo : ErasureSilo
    {
        public static string? Administrator { get; } = Environment.GetEnvironmentVariable(Setting);

        public string Database { get; private set; } = "";

        public override async ValueTask InitializeAsync()
        {
            if (Administrator is { Length: > 0 } server) Database = await PostgresServer.CreateDatabaseAsync(server);
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (Database.Length == 0) return;
            await PostgresServer.ExecuteAsync(Administrator!, $"DROP DATABASE IF EXISTS {Database} WITH (FORCE)");
        }

        protected override void Configure(WebApplicationBuilder builder)
        {
            base.Configure(builder);
            if (Database.Length == 0) return;
            builder.Services.Configure<StorageOptions>(options =>
            {
                options.Database = DatabaseKind.Postgres;
                options.PostgresConnection = PostgresServer.AsApp(Administrator!, Database);
                options.PostgresMigrationConnection = PostgresServer.AsOwner(Administrator!, Database);
            });
        }
    }
}
