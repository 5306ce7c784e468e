using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace OmniSage.Storage.Sqlite;

/// <summary>Binds SQLite to the system's own library, once per process and before any connection.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Bound = new(Bind);

    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["winsqlite3", "e_sqlite3"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    /// <summary>
    /// Throws <see cref="ErrorCodes.StorageUnavailable"/> with the command that installs the library.
    /// </summary>
    public static void Require()
    {
        if (!Bound.Value) throw Missing(Names[0]);
    }

    internal static OmniSageException Missing(string name) => new(
        ErrorCodes.StorageUnavailable,
        $"The system's SQLite library ({name}) is missing; install it: apt-get install libsqlite3-0 (Debian, Ubuntu), "
            + "dnf install sqlite-libs (Fedora) or apk add sqlite-libs (Alpine).");

    private static bool Bind()
    {
        if (!Names.Any(name => NativeLibrary.TryLoad(name, out _))) return false;
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var candidate in Names)
        {
            if (name == "e_sqlite3" && NativeLibrary.TryLoad(candidate, out var library)) return library;
        }

        return 0;
    }
}
