using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OmniSage.Sandbox.Files;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// Files of a container's workspace, by programs inside it: whatever links a command has made, nothing outside the
/// container can be reached, since nothing outside it resolves a path. The refusals are for the caller's sake.
/// </summary>
internal static class ContainerFiles
{
    /// <summary>What an order may bring back that is no file's content: the entries of one folder.</summary>
    internal const long ListingBytesMax = 32 << 20;

    private const int Missing = 44, Refused = 45;

    // The path as the caller sees it is $path, resolved it is $real.
    private const string Resolve = """
        real=$(realpath -m -- "$path" 2>&- && printf x) || exit 45
        real=${real%?x}
        case $real in /workspace | /workspace/*) ;; *) exit 45 ;; esac
        [ ! -L "$real" ] || exit 45
        """;

    internal static string List(string path) => $"""
        {Start(path)}
        [ -e "$real" ] || exit {Missing}
        [ -d "$real" ] || exit {Refused}
        exec find "$real/" -mindepth 1 -maxdepth 1 -printf '%y %s %T@ %f\0'
        """;

    internal static string Read(string path, int bytesMax) => $"""
        {Start(path)}
        [ -e "$real" ] || exit {Missing}
        [ -f "$real" ] || exit {Refused}
        wc -c <"$real" && exec head -c {bytesMax} -- "$real"
        """;

    internal static string Write(string path) => $"""
        {Start(path)}
        [ ! -e "$real" ] || [ -f "$real" ] || exit {Refused}
        mkdir -p -- "$(dirname -- "$real")" && exec cat > "$real"
        """;

    internal static FileListing ParseListing(ReadOnlySpan<byte> printed, int entriesMax)
    {
        var entries = new List<FileEntry>();
        foreach (var line in Encoding.UTF8.GetString(printed).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', 4);
            var kind = parts[0] switch
            {
                "f" => FileKind.File,
                "d" => FileKind.Folder,
                "l" => FileKind.Link,
                _ => FileKind.Other,
            };
            var seconds = double.Parse(parts[2], CultureInfo.InvariantCulture);
            var modified = DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(seconds, -62_000_000_000, 253_000_000_000));
            var bytes = kind == FileKind.File ? long.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
            entries.Add(new FileEntry(parts[3], kind, bytes, modified));
        }

        return new FileListing(
            [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Take(entriesMax)],
            entries.Count > entriesMax);
    }

    /// <summary>The size that was printed first, and the bytes behind it.</summary>
    internal static FileContent ParseContent(ReadOnlyMemory<byte> printed)
    {
        var end = printed.Span.IndexOf((byte)'\n');
        var total = long.Parse(printed.Span[..Math.Max(end, 0)], CultureInfo.InvariantCulture);
        return new FileContent(printed[(end + 1)..], total);
    }

    /// <summary>Throws what kept a program from doing it.</summary>
    internal static void RequireDone(CommandEnd end, int? exitCode, string errors)
    {
        if (end == CommandEnd.Exited && exitCode == 0)
        {
            return;
        }

        throw (end, exitCode) switch
        {
            (CommandEnd.SandboxDied, _) => ResidentRunner.Died(),
            (_, Missing) => new SandboxException(SandboxException.NotFound, false, "There is no such file or folder."),
            (_, Refused) => WorkspacePath.Refuse("The path leaves the workspace, or is not what the call needs."),
            (CommandEnd.DiskLimit, _) => new SandboxException(
                SandboxException.DiskFull, false, "The workspace is full."),
            _ when errors.Contains("No space left", StringComparison.Ordinal) => new SandboxException(
                SandboxException.DiskFull, false, "The workspace is full."),
            (CommandEnd.Exited, _) => WorkspacePath.Refuse($"The path cannot be used: {errors.Split('\n')[0]}"),
            _ => new SandboxException(SandboxException.TransferFailed, true, $"The file work ended as {end}."),
        };
    }

    private static string Start(string path) =>
        $"cd /workspace && path={RunnerScript.Quote(WorkspacePath.Parse(path))}\n{Resolve}";
}
