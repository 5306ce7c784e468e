namespace OmniSage.Storage;

/// <summary>
/// Makes what holds content so that only the account that OmniSage runs as can read it. What is there already keeps
/// the mode that it has: somebody may have meant it.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, File | UnixFileMode.UserExecute);
    }

    /// <summary>Makes the file, empty, if it is not there.</summary>
    public static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        options.Share = FileShare.ReadWrite | FileShare.Delete;
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File;
        using var made = new FileStream(path, options);
    }
}
