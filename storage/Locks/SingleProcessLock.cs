using System.Globalization;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Locks;

/// <summary>
/// Keeps a second OmniSage away from the data folder and from the database. Both locks die with the process, however
/// it dies, so that nothing has to be cleaned up.
/// </summary>
public sealed class SingleProcessLock : IAsyncDisposable
{
    private readonly StorageOptions options;
    private readonly Database database;
    private FileStream? folderHold;
    private IProcessHold? databaseHold;

    internal SingleProcessLock(StorageOptions options, Database database)
    {
        this.options = options;
        this.database = database;
    }

    /// <summary>Whether it can end while the process lives.</summary>
    internal bool CanBeLost => databaseHold is not null;

    /// <summary>
    /// Throws <see cref="ErrorCodes.StorageUnavailable"/> with one sentence when another process has it.
    /// </summary>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        if (options.InMemory) return;
        folderHold ??= TakeFolder(Path.GetFullPath(options.DataFolder));
        databaseHold ??= await database.HoldAsync(cancellation);
    }

    /// <summary>
    /// Whether the lock is still held; false means that another process took it while the database was away.
    /// </summary>
    internal async Task<bool> RenewAsync(CancellationToken cancellation) =>
        databaseHold is null || await databaseHold.RenewAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (databaseHold is not null) await databaseHold.DisposeAsync();
        if (folderHold is not null) await folderHold.DisposeAsync();
    }

    private static FileStream TakeFolder(string folder)
    {
        var holder = Path.Combine(folder, "omnisage.pid");
        FileStream? held = null;
        try
        {
            OwnerOnly.CreateFolder(folder);
            held = new(
                Path.Combine(folder, "omnisage.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch (IOException fault) when (held is null && IsHeld(fault))
        {
            throw Refused($"Another OmniSage (process {ReadHolder(holder)}) uses this data folder: {folder}.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw Refused($"The data folder cannot be written: {folder}; choose another with --data.", fault);
        }
    }

    /// <summary>
    /// Whether the file is there and somebody holds it: EAGAIN on Linux and macOS, a sharing violation on Windows.
    /// </summary>
    private static bool IsHeld(IOException fault) =>
        (fault.HResult & 0xFFFF) is 11 or 35 or 32
        && fault is not (FileNotFoundException or DirectoryNotFoundException);

    private static string ReadHolder(string holder)
    {
        try
        {
            return File.ReadAllText(holder).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }

    private static OmniSageException Refused(string sentence, Exception fault) =>
        new(ErrorCodes.StorageUnavailable, sentence, retryable: false, fault);
}
