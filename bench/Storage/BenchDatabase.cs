using Npgsql;
using OmniSage.Storage;
using OmniSage.Storage.Migrations;

namespace OmniSage.Bench.Storage;

/// <summary>A PostgreSQL database for one measurement, prepared as an administrator would, then dropped.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string Password = "omnisage-bench-only";

    private readonly string administrator;
    private readonly string name = "omnisage_bench_" + Guid.CreateVersion7().ToString("N");
    private readonly string folder = Directory.CreateTempSubdirectory("omnisage-bench-").FullName;

    private BenchDatabase(string administrator) => this.administrator = administrator;

    public static async Task<BenchDatabase> CreateAsync(string administrator)
    {
        var database = new BenchDatabase(administrator);
        using var roles = new StreamReader(
            typeof(Migrator).Assembly.GetManifestResourceStream("migrations/postgres/roles.sql")!);
        await ExecuteAsync(administrator, $"CREATE DATABASE {database.name}");
        await ExecuteAsync(database.As(null), await roles.ReadToEndAsync());
        await ExecuteAsync(administrator, $"ALTER ROLE omnisage_owner PASSWORD '{Password}'");
        await ExecuteAsync(administrator, $"ALTER ROLE omnisage_app PASSWORD '{Password}'");
        return database;
    }

    public void Configure(StorageOptions options)
    {
        options.Database = DatabaseKind.Postgres;
        options.DataFolder = folder;
        options.PostgresConnection = As("omnisage_app");
        options.PostgresMigrationConnection = As("omnisage_owner");
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync(administrator, $"DROP DATABASE {name} WITH (FORCE)");
        Directory.Delete(folder, recursive: true);
    }

    private string As(string? role)
    {
        var settings = new NpgsqlConnectionStringBuilder(administrator) { Database = name };
        if (role is not null) (settings.Username, settings.Password) = (role, Password);
        return settings.ConnectionString;
    }

    private static async Task ExecuteAsync(string connectionText, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionText + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are made here; nothing comes from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
