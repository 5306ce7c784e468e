using System.Globalization;

namespace OmniSage.Storage.Locks;

/// <summary>
/// Keeps a second OmniSage away from the data folder. The lock is the operating system's and dies with the process,
/// however it dies, so that nothing has to be cleaned up.
/// </summary>
public sealed class SingleProcessLock : IDisposable
{
    private readonly StorageOptions options;
    private FileStream? held;

    internal SingleProcessLock(StorageOptions options) => this.options = options;

    /// <summary>Throws <see cref="ErrorCodes.StorageUnavailable"/> with one sentence when another process has it.</summary>
    public void Take()
    {
        if (options.InMemory || held is not null) return;
        var folder = Path.GetFullPath(options.DataFolder);
        var holder = Path.Combine(folder, "omnisage.pid");
        try
        {
            Directory.CreateDirectory(folder);
            held = new(Path.Combine(folder, "omnisage.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw Refused($"The data folder cannot be written: {folder}. Choose another with --data.", fault);
        }
        catch (IOException fault) when (held is null && Directory.Exists(folder))
        {
            throw Refused($"Another OmniSage (process {ReadHolder(holder)}) uses this data folder: {folder}.", fault);
        }
        catch (IOException fault)
        {
            throw Refused($"The data folder cannot be written: {folder}. Choose another with --data.", fault);
        }
    }

    public void Dispose() => held?.Dispose();

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
