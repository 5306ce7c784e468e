using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OmniSage.Storage.Sqlite;

/// <summary>Makes SQLite's result codes into the exception that ADO.NET would throw.</summary>
internal static class SqliteFault
{
    public static void ThrowUnlessOk(sqlite3 connection, int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW) return;
        throw new SqliteException(
            raw.sqlite3_errmsg(connection).utf8_to_string(), result, raw.sqlite3_extended_errcode(connection));
    }
}
