using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Native;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Files;

/// <summary>
/// A folder of a running sandbox, held open from outside. The kernel resolves every path below it and refuses one that
/// leaves it, whatever links the sandbox makes meanwhile; files are opened without waiting for pipes or devices.
/// </summary>
internal sealed unsafe class SandboxFolder(SafeFileHandle folder, SandboxUser user) : IDisposable
{
    private const ulong NoMagicLinks = 0x02, Beneath = 0x08;
    private const int OpenAt = 437;
    private const int RaceRetries = 8;
    private const uint FifoKind = 0x1000;

    private readonly Lock _lock = new();

    /// <summary>Opens <paramref name="path"/> as process <paramref name="pid"/> sees it.</summary>
    internal static SandboxFolder Open(int pid, string path, SandboxUser user) =>
        new(Descriptor.Open($"/proc/{pid}/root{path}", Libc.DirectoryOnly | Libc.PathOnly), user);

    /// <summary>Does work with the session's rights, one at a time: the folder stays open meanwhile.</summary>
    internal T As<T>(Func<T> work)
    {
        lock (_lock)
        {
            return folder.IsClosed ? throw ResidentRunner.Died() : user.As(work);
        }
    }

    /// <summary>Opens below this folder; <see cref="As{T}"/> decides with whose rights.</summary>
    internal SafeFileHandle OpenInside(string path, int flags, int mode = 0)
    {
        // A mere handle cannot wait, and the kernel does not take the flag with it.
        var waiting = (flags & Libc.PathOnly) == 0 ? Libc.NonBlocking : 0;
        Span<ulong> how = [(ulong)(flags | Libc.CloseOnExec | waiting), (ulong)mode, NoMagicLinks | Beneath];
        var name = Encoding.UTF8.GetBytes(path + "\0");
        for (var attempt = 0; ; attempt++)
        {
            int error;
            fixed (ulong* howStart = how)
            fixed (byte* nameStart = name)
            {
                var fd = (int)Libc.SystemCall(
                    OpenAt, Descriptor.Number(folder), (nint)nameStart, (nint)howStart, how.Length * sizeof(ulong));
                if (fd >= 0)
                {
                    return new SafeFileHandle(fd, ownsHandle: true);
                }

                error = Marshal.GetLastPInvokeError();
            }

            // The kernel answers "again" when something was renamed while it looked.
            if (error != Libc.Again || attempt == RaceRetries)
            {
                throw Explain(error);
            }
        }
    }

    /// <summary>Makes the folders above the path's last name.</summary>
    internal void MakeParents(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            var parent = path[..slash];
            var last = parent.LastIndexOf('/');
            using var above = OpenInside(last < 0 ? "." : parent[..last], Libc.DirectoryOnly | Libc.PathOnly);
            if (Libc.MakeFolderAt(Descriptor.Number(above), parent[(last + 1)..], 0x1ED) < 0
                && Marshal.GetLastPInvokeError() is not Libc.Exists and var error)
            {
                throw Explain(error);
            }
        }
    }

    /// <summary>
    /// Makes a named pipe directly in this folder and opens it for both directions, which never waits.
    /// </summary>
    internal SafeFileHandle MakeFifo(string name) => As(() =>
    {
        if (Libc.MakeNodeAt(Descriptor.Number(folder), name, FifoKind | 0x180, 0) < 0)
        {
            throw Explain(Marshal.GetLastPInvokeError());
        }

        return OpenInside(name, Libc.ReadWrite);
    });

    /// <summary>Removes a file directly in this folder; one that is gone already is no error.</summary>
    internal void Remove(string name) => As(() => Libc.UnlinkAt(Descriptor.Number(folder), name, 0));

    /// <summary>How full the file system of this folder is.</summary>
    internal (long BytesFree, long Files) Usage() => As(() =>
    {
        // struct statvfs: block size, fragment size, blocks, free, available, files, free files …
        var usage = stackalloc ulong[16];
        Descriptor.Check(Libc.FileSystem(Descriptor.Number(folder), usage), "fstatvfs");
        return ((long)(usage[1] * usage[4]), (long)(usage[5] - usage[6]));
    });

    public void Dispose()
    {
        lock (_lock)
        {
            folder.Dispose();
        }
    }

    internal static SandboxException Explain(int error) => error switch
    {
        Libc.NoEntry => new(SandboxException.NotFound, false, "There is no such file or folder."),
        Libc.CrossDevice or Libc.Loop => WorkspacePath.Refuse("The path leaves the workspace."),
        Libc.NoSpace or Libc.Quota => new(SandboxException.DiskFull, false, "The workspace is full."),
        _ => WorkspacePath.Refuse($"The path cannot be used: {Marshal.GetPInvokeErrorMessage(error)}."),
    };
}
