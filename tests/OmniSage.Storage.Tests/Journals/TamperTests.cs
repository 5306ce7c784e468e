using Microsoft.Data.Sqlite;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Journals;

public sealed class SqliteTamperTests(SqliteFixture storage) : TamperSuite(storage), IClassFixture<SqliteFixture>
{
    protected override async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={storage.Folder}/omnisage.db;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>SQLite has no exclusive or of bytes: the last character becomes another one.</summary>
    protected override string Flip(string column) =>
        $"CAST(substr({column}, 1, length({column}) - 1) || "
        + $"CASE WHEN substr({column}, -1) = x'7d' THEN x'7c' ELSE x'7d' END AS BLOB)";
}

public sealed class PostgresTamperTests(PostgresFixture storage) : TamperSuite(storage), IClassFixture<PostgresFixture>
{
    protected override Task TamperAsync(string sql) =>
        PostgresServer.ExecuteAsync(storage.AdministratorConnection, sql);

    protected override string Flip(string column) =>
        $"set_byte({column}, length({column}) - 1, get_byte({column}, length({column}) - 1) # 1)";
}
