using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Files;

/// <summary>Lists, reads and writes files of a workspace from outside, beside whatever runs in it.</summary>
internal static class WorkspaceFiles
{
    internal static FileListing List(SandboxFolder workspace, string path, int entriesMax)
    {
        var inside = WorkspacePath.Parse(path);
        return workspace.As(() =>
        {
            using var folder = workspace.OpenInside(inside, Libc.DirectoryOnly | Libc.ReadOnly);
            var names = Directory.EnumerateFileSystemEntries($"/proc/self/fd/{Descriptor.Number(folder)}")
                .Select(Path.GetFileName).OfType<string>().ToArray();
            Array.Sort(names, StringComparer.Ordinal);
            return new FileListing(
                [.. names.Take(entriesMax).Select(name => Describe(folder, name))], names.Length > entriesMax);
        });
    }

    internal static FileContent Read(SandboxFolder workspace, string path, int bytesMax)
    {
        var inside = WorkspacePath.Parse(path);
        return workspace.As(() =>
        {
            using var file = workspace.OpenInside(inside, Libc.ReadOnly);
            var total = RequireRegular(file).Bytes;
            var content = new byte[Math.Min(total, bytesMax)];
            var count = 0;
            while (count < content.Length
                && Descriptor.Read(file, content.AsSpan(count)) is > 0 and var read)
            {
                count += read;
            }

            return new FileContent(content.AsMemory(0, count), total);
        });
    }

    internal static int Write(SandboxFolder workspace, string path, ReadOnlyMemory<byte> content)
    {
        var inside = WorkspacePath.Parse(path);
        return workspace.As(() =>
        {
            workspace.MakeParents(inside);
            using var file = workspace.OpenInside(inside, Libc.WriteOnly | Libc.Create, 0x1A4);
            RequireRegular(file);
            Descriptor.Check(Libc.Truncate(Descriptor.Number(file), 0), "ftruncate");
            WriteAll(file, content.Span);
            return content.Length;
        });
    }

    private static FileEntry Describe(SafeFileHandle folder, string name)
    {
        // A name that is no UTF-8, or that went away meanwhile, cannot be asked about; it is shown all the same.
        var status = FileStatus.Read(folder, name) ?? new FileStatus(FileKind.Other, 0, DateTimeOffset.UnixEpoch);
        return new FileEntry(name, status.Kind, status.Bytes, status.ModifiedAt);
    }

    private static void WriteAll(SafeFileHandle file, ReadOnlySpan<byte> content)
    {
        try
        {
            while (content.Length > 0)
            {
                content = content[Descriptor.Write(file, content)..];
            }
        }
        catch (IOException full) when (full.HResult is Libc.NoSpace or Libc.Quota)
        {
            throw SandboxFolder.Explain(full.HResult);
        }
    }

    private static FileStatus RequireRegular(SafeFileHandle file) =>
        FileStatus.Read(file) is { Kind: FileKind.File } status
            ? status
            : throw WorkspacePath.Refuse("The path is no regular file.");
}
