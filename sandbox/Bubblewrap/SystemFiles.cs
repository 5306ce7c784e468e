using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OmniSage.Sandbox.Native;
using OmniSage.Sandbox.Seccomp;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>
/// What goes into every sandbox and comes from us, kept in memory: the few files of <c>/etc</c>, the runner's shell
/// and the system call filter. Nothing of it is on the host's disk, where another user could change it.
/// </summary>
internal sealed class SystemFiles : IDisposable
{
    private const string Shell = "/bin/sh";

    private readonly (string? Target, SafeFileHandle File)[] _files;

    internal SystemFiles(Architecture architecture)
    {
        var filter = SyscallFilter.For(architecture) ?? throw new SandboxException(
            SandboxException.Unavailable, false, $"The system call filter does not know the processor {architecture}.");
        _files =
        [
            (null, Descriptor.MemoryFile("filter", filter)),
            ("/etc/passwd", Descriptor.MemoryFile("passwd",
                "sandbox:x:1000:1000:sandbox:/workspace:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"u8)),
            ("/etc/group", Descriptor.MemoryFile("group", "sandbox:x:1000:\nnogroup:x:65534:\n"u8)),
            ("/etc/hosts", Descriptor.MemoryFile("hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n"u8)),
            ("/etc/nsswitch.conf", Descriptor.MemoryFile("nsswitch",
                "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n"u8)),
            (RunnerShell, Descriptor.MemoryFile("shell", File.ReadAllBytes(Shell))),
        ];
    }

    /// <summary>Whether the system's <c>env</c>, which the sandbox shares, knows how to reset signals.</summary>
    internal bool ResetsSignals { get; } = KnowsDefaultSignal();

    /// <summary>The runner's own copy of the shell, inside.</summary>
    internal const string RunnerShell = "/run/runner";

    /// <summary>Fresh descriptors in order: the filter, then one per target.</summary>
    internal IEnumerable<SafeFileHandle> Open() => _files.Select(entry => Descriptor.Reopen(entry.File));

    /// <summary>The arguments that put them in place, when they are given as descriptors from this number on.</summary>
    internal IEnumerable<string> Arguments(int firstDescriptor)
    {
        for (var i = 0; i < _files.Length; i++)
        {
            var descriptor = (firstDescriptor + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
            string[] arguments = _files[i].Target switch
            {
                null => ["--seccomp", descriptor],
                RunnerShell => ["--perms", "0111", "--ro-bind-data", descriptor, RunnerShell],
                var target => ["--perms", "0444", "--ro-bind-data", descriptor, target],
            };
            foreach (var argument in arguments)
            {
                yield return argument;
            }
        }
    }

    private static bool KnowsDefaultSignal()
    {
        if (ProgramPath.Find("env") is not { } program)
        {
            return false;
        }

        using var env = Process.Start(new ProcessStartInfo(program, ["--default-signal=INT", "true"])
        {
            RedirectStandardError = true,
        });
        return env is not null && env.WaitForExit(TimeSpan.FromSeconds(5)) && env.ExitCode == 0;
    }

    public void Dispose()
    {
        foreach (var (_, file) in _files)
        {
            file.Dispose();
        }
    }
}
