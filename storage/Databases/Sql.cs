using Microsoft.Data.Sqlite;

namespace OmniSage.Storage.Databases;

/// <summary>What reading needs on both databases: positional parameters, and columns that may be NULL.</summary>
internal static class Sql
{
    /// <summary>A command with parameters <c>$1</c> …, none of which is null.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this project; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var at = 0; at < values.Length; at++)
        {
            var parameter = command.CreateParameter();
            if (command is SqliteCommand) parameter.ParameterName = FormattableString.Invariant($"${at + 1}");
            parameter.Value = values[at];
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<List<T>> ListAsync<T>(
        this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
            return rows;
        }
    }

    public static string? TextOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static byte[]? BytesOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static Guid Id(this DbDataReader row, int column) => Guid.ParseExact(row.GetString(column), "N");

    public static Guid? IdOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Id(column);

    public static TenantId Tenant(this DbDataReader row, int column) => TenantId.Parse(row.GetString(column));

    /// <summary>
    /// Text as both databases take it: PostgreSQL refuses U+0000 and surrogates without their partner.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.Any(unit => unit == '\0' || char.IsSurrogate(unit))) return text;
        var utf8 = System.Text.Encoding.UTF8;
        return utf8.GetString(utf8.GetBytes(text.Replace('\0', '\uFFFD')));
    }
}
