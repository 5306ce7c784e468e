namespace OmniSage.Tidy.Tests.Tree;

/// <summary>
/// One file of the tree, or one planted by a test. <see cref="Path"/> is relative to the root, with slashes;
/// <see cref="Text"/> is the file's bytes read as UTF-8, a byte order mark included.
/// </summary>
internal sealed record SourceFile(string Path, string Text, bool IsRunnable = false)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The folder without a slash at its end; empty at the root.</summary>
    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : "";

    public string[] Lines => Text.Split('\n');

    public bool IsScript => Extension == ".sh" || Text.StartsWith("#!", StringComparison.Ordinal);

    /// <summary>Whether people write it, line by line, as code.</summary>
    public bool IsCode => IsScript || Extension is ".cs" or ".sql" or ".ts" or ".tsx" or ".css" or ".awk";

    public bool IsIn(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder + "/", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
