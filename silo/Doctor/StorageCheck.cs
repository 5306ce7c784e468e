using OmniSage.GrainInterfaces;
using OmniSage.Storage;

namespace OmniSage.Silo.Doctor;

/// <summary>The data folder, and the database in it or the server that is named instead.</summary>
internal static class StorageCheck
{
    public static IEnumerable<Finding> Look(SiloArguments arguments)
    {
        yield return LookAtFolder(arguments.DataFolder);
        yield return LookAtDatabase();
    }

    private static Finding LookAtFolder(string folder)
    {
        var made = !Directory.Exists(folder);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }

            if (made) Directory.Delete(folder);
            var drive = new DriveInfo(Path.GetPathRoot(folder)!);
            return new("data folder", "ok", $"{folder} can be written; {drive.AvailableFreeSpace >> 30} GiB are free.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("data folder", "missing", $"{folder} cannot be written.", "Choose another: --data DIR")
            {
                IsSerious = true,
            };
        }
    }

    private static Finding LookAtDatabase()
    {
        try
        {
            return new("database", "ok", $"SQLite {StorageProbe.SqliteVersion()}");
        }
        catch (OmniSageException fault)
        {
            return new("database", "missing", fault.Message) { IsSerious = true };
        }
    }
}
