using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Files;

/// <summary>What the kernel says about a file: <c>statx</c>, whose layout is the same on every processor.</summary>
internal readonly record struct FileStatus(FileKind Kind, long Bytes, DateTimeOffset ModifiedAt)
{
    private const uint Basic = 0x7FF;

    /// <summary>About an entry of a folder, the link itself if it is one; null when it is not there.</summary>
    internal static unsafe FileStatus? Read(SafeFileHandle folder, string name)
    {
        var raw = stackalloc byte[256];
        var flags = Libc.NoFollow | (name.Length == 0 ? Libc.EmptyPath : 0);
        if (Libc.Status(Descriptor.Number(folder), name, flags, Basic, raw) < 0)
        {
            return null;
        }

        var kind = (*(ushort*)(raw + 28) & 0xF000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Other,
        };
        var modified = DateTimeOffset.UnixEpoch
            .AddTicks((Math.Clamp(*(long*)(raw + 112), -62_000_000_000, 253_000_000_000) * TimeSpan.TicksPerSecond)
                + (*(uint*)(raw + 120) / 100));
        return new FileStatus(kind, kind == FileKind.File ? *(long*)(raw + 40) : 0, modified);
    }

    /// <summary>About an open file.</summary>
    internal static FileStatus Read(SafeFileHandle file) =>
        Read(file, "") ?? throw SandboxFolder.Explain(Marshal.GetLastPInvokeError());
}
