using Npgsql;
using OmniSage.Storage.Migrations;

namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>What an administrator does to a PostgreSQL server before OmniSage can use it.</summary>
public static class PostgresServer
{
    private const string Password = "omnisage-tests-only";

    public static async Task<string> CreateDatabaseAsync(string administrator)
    {
        var name = "omnisage_test_" + Guid.CreateVersion7().ToString("N");
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();

        // Roles belong to the server: one test class at a time may touch them.
        await ExecuteAsync(connection, "SELECT pg_advisory_lock(7312)");
        await ExecuteAsync(connection, $"CREATE DATABASE {name}");
        await ExecuteAsync(As(administrator, name), RolesSql());
        await ExecuteAsync(connection, $"ALTER ROLE omnisage_owner PASSWORD '{Password}'");
        await ExecuteAsync(connection, $"ALTER ROLE omnisage_app PASSWORD '{Password}'");
        await ExecuteAsync(connection, "SELECT pg_advisory_unlock(7312)");
        return name;
    }

    public static string As(string administrator, string database) =>
        new NpgsqlConnectionStringBuilder(administrator) { Database = database, Pooling = false }.ConnectionString;

    public static string AsApp(string administrator, string database) => As(administrator, database, "omnisage_app");

    public static string AsOwner(string administrator, string database) =>
        As(administrator, database, "omnisage_owner");

    public static async Task ExecuteAsync(string connectionText, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionText);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    public static string RolesSql()
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream("migrations/postgres/roles.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string As(string administrator, string database, string role) =>
        new NpgsqlConnectionStringBuilder(administrator) { Database = database, Username = role, Password = Password }
            .ConnectionString;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
