using OmniSage.Storage.Sqlite;

namespace OmniSage.Storage;

/// <summary>What can be said of storage without opening any.</summary>
public static class StorageProbe
{
    /// <summary>The version of the system's SQLite; throws one clear sentence when the library is missing.</summary>
    public static string SqliteVersion()
    {
        SqliteLibrary.Require();
        return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
    }
}
