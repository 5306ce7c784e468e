using System.Text;

namespace OmniSage.Tidy.Tests.Tree;

/// <summary>The tree that these tests judge: the one they were built from.</summary>
internal static class Repository
{
    /// <summary>Made by tools: nobody writes what is in them, so nobody is asked for style.</summary>
    private static readonly ImmutableHashSet<string> FoldersSkipped =
        [".git", ".idea", ".vs", ".vscode", "artifacts", "bin", "dist", "node_modules", "obj"];

    private static readonly ImmutableHashSet<string> BinaryExtensions =
        [".bpf", ".gif", ".gz", ".ico", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".zip"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, in the order of paths. Read once.</summary>
    public static ImmutableArray<SourceFile> Files { get; } = [.. Paths(isBinary: false).Select(Read)];

    /// <summary>Every other file, unread.</summary>
    public static ImmutableArray<SourceFile> Binaries { get; } =
        [.. Paths(isBinary: true).Select(path => new SourceFile(path, "", false))];

    public static ImmutableArray<SourceFile> CSharp { get; } = [.. Files.Where(file => file.Extension == ".cs")];

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "OmniSage.sln"))) return folder;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds OmniSage.sln.");
    }

    private static IEnumerable<string> Paths(bool isBinary) => Walk(new DirectoryInfo(Root))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(path => !path.StartsWith("data/", StringComparison.Ordinal))
        .Where(path => BinaryExtensions.Contains(Path.GetExtension(path)) == isBinary)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName).Concat(folder.EnumerateDirectories()
            .Where(inner => !FoldersSkipped.Contains(inner.Name) && inner.LinkTarget is null)
            .SelectMany(Walk));

    private static SourceFile Read(string path)
    {
        var full = Path.Combine(Root, path);
        var runnable = !OperatingSystem.IsWindows() && File.GetUnixFileMode(full).HasFlag(UnixFileMode.UserExecute);
        return new(path, Utf8.GetString(File.ReadAllBytes(full)), runnable);
    }
}
