using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OmniSage.Sandbox.Native;

/// <summary>Makes and uses file descriptors. Every one made here is closed on exec, so no child inherits it.</summary>
internal static unsafe class Descriptor
{
    /// <summary>A pipe whose ends may belong to another user, so that <c>/dev/stdout</c> can be opened there.</summary>
    internal static (SafeFileHandle Read, SafeFileHandle Write) Pipe(uint user, uint group)
    {
        var ends = stackalloc int[2];
        Check(Libc.Pipe(ends, Libc.CloseOnExec), "pipe2");
        var pipe = (new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true));
        if (user != Libc.EffectiveUser())
        {
            Check(Libc.ChangeOwner(ends[0], user, group), "fchown");
        }

        return pipe;
    }

    /// <summary>A file in memory with this content; readers open it anew by <see cref="Reopen"/>.</summary>
    internal static SafeFileHandle MemoryFile(string name, ReadOnlySpan<byte> content)
    {
        var file = Own(Libc.MemoryFile(name, flags: 1), "memfd_create");
        RandomAccess.Write(file, content, fileOffset: 0);
        return file;
    }

    /// <summary>The same file with a reading position of its own.</summary>
    internal static SafeFileHandle Reopen(SafeFileHandle file) =>
        Open($"/proc/self/fd/{Number(file)}", Libc.ReadOnly);

    internal static SafeFileHandle Open(string path, int flags) =>
        Own(Libc.Open(path, flags | Libc.CloseOnExec, 0), "open");

    /// <summary>A descriptor that tells when the process is gone, and cannot come to mean another process.</summary>
    internal static SafeFileHandle OpenProcess(int pid) =>
        Own((int)Libc.SystemCall(434, pid, 0, 0, 0), "pidfd_open");

    /// <summary>Kills the process behind the descriptor; true when it was there.</summary>
    internal static bool Kill(SafeFileHandle process) =>
        Libc.SystemCall(424, Number(process), Libc.Kill, 0, 0) == 0;

    internal static void SetNonBlocking(SafeFileHandle file)
    {
        var flags = Check(Libc.Control(Number(file), 3, 0), "fcntl");
        Check(Libc.Control(Number(file), 4, flags | Libc.NonBlocking), "fcntl");
    }

    /// <summary>Bytes read, 0 at the end, or -1 when there is nothing now.</summary>
    internal static int Read(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = (int)Libc.Read(Number(file), start, buffer.Length);
                if (count >= 0)
                {
                    return count;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Libc.Interrupted: continue;
                    case Libc.Again: return -1;
                    default: throw Failure("read");
                }
            }
        }
    }

    /// <summary>Bytes written, -1 when there is no room now, or 0 when nobody reads any more.</summary>
    internal static int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var count = (int)Libc.Write(Number(file), start, bytes.Length);
                if (count >= 0)
                {
                    return count;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Libc.Interrupted: continue;
                    case Libc.Again: return -1;
                    case 32: return 0;
                    default: throw Failure("write");
                }
            }
        }
    }

    /// <summary>The number behind a handle; the caller keeps the handle alive.</summary>
    internal static int Number(SafeFileHandle file) => (int)file.DangerousGetHandle();

    internal static SafeFileHandle Own(int fd, string call) =>
        new(Check(fd, call), ownsHandle: true);

    internal static int Check(int result, string call) => result >= 0 ? result : throw Failure(call);

    private static IOException Failure(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }
}
