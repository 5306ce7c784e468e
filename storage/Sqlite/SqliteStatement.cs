using OmniSage.Storage.Writes;
using SQLitePCL;

namespace OmniSage.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and run many times on the writer's connection. It goes past ADO.NET, whose
/// binding by name costs more than the insert itself. Not safe for several threads.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3_stmt handle;
    private readonly ColumnKind[] kinds;

    public SqliteStatement(sqlite3 connection, string sql, params ColumnKind[] kinds)
    {
        this.kinds = kinds;
        var numbered = sql.Replace('$', '?');  // $7 would be a mere name to SQLite, numbered by where it first stands.
        var result = raw.sqlite3_prepare_v3(connection, numbered, raw.SQLITE_PREPARE_PERSISTENT, out handle);
        SqliteFault.ThrowUnlessOk(connection, result);
    }

    /// <summary>Runs it and gives SQLite's result code: <c>SQLITE_DONE</c>, or why not.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        for (var at = 0; at < values.Length; at++) Bind(at + 1, kinds[at], values[at]);
        var result = raw.sqlite3_step(handle);
        raw.sqlite3_reset(handle);
        return result;
    }

    public void Dispose() => handle.Dispose();

    private void Bind(int index, ColumnKind kind, object? value)
    {
        if (value is null) raw.sqlite3_bind_null(handle, index);
        else if (kind == ColumnKind.Text) raw.sqlite3_bind_text(handle, index, (string)value);
        else if (kind == ColumnKind.Number) raw.sqlite3_bind_int64(handle, index, (long)value);
        else raw.sqlite3_bind_blob(handle, index, ((byte[])value).AsSpan());
    }
}
