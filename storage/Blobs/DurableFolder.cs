using System.Runtime.InteropServices;

namespace OmniSage.Storage.Blobs;

/// <summary>
/// Folders whose entries survive a power cut: POSIX asks for fsync of the folder itself, which .NET lacks.
/// </summary>
internal static class DurableFolder
{
    private const int ReadOnlyFlag = 0;

    /// <summary>Makes the folder and forces each new entry on the way to disk.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        Create(parent);
        OwnerOnly.CreateFolder(folder);
        Flush(parent);
    }

    /// <summary>Forces the folder's entries to disk. Windows does so with the file itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, ReadOnlyFlag);
        if (handle < 0) throw Failed("open a folder to force it", Marshal.GetLastPInvokeError());
        var result = ForceToDisk(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (result != 0) throw Failed("force a folder", error);
    }

    private static IOException Failed(string act, int error) => new($"Cannot {act} to disk: error {error}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int ForceToDisk(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
