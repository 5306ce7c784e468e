using System.Globalization;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>Where the programs are that start a sandbox, and the argument lists for them.</summary>
/// <param name="Bubblewrap">Full path of bwrap.</param>
/// <param name="SetPrivileges">Full path of setpriv; only needed by a host that is root.</param>
internal sealed record BubblewrapCommand(string Bubblewrap, string? SetPrivileges)
{
    // Joins the groups named before "--", then becomes what follows, so that no moment of the sandbox is unlimited.
    private const string JoinGroups =
        """while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 125; shift; done; shift; exec "$@" """;

    private static readonly string[] SystemFolders = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
    private static readonly string[] HarmlessSettings = ["/etc/alternatives", "/etc/ld.so.cache"];

    private static readonly (string Name, string Value)[] Environment =
    [
        ("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"),
        ("HOME", "/workspace"), ("TMPDIR", "/tmp"), ("USER", "sandbox"), ("LOGNAME", "sandbox"),
        ("SHELL", "/bin/sh"), ("LANG", "C.UTF-8"), ("TERM", "dumb"),
    ];

    /// <summary>The whole command that starts the runner.</summary>
    /// <param name="groups">Control group folders to join.</param>
    /// <param name="user">Who it runs as.</param>
    /// <param name="limits">Sizes of the writable file systems.</param>
    /// <param name="marker">Seen in the host's process list only: lets another process find what is left of us.</param>
    /// <param name="inputs">Arguments for the descriptors it is given.</param>
    internal List<string> Build(
        IEnumerable<string> groups, SandboxUser user, SandboxLimits limits, string marker, IEnumerable<string> inputs)
    {
        List<string> command = ["/bin/sh", "-c", JoinGroups, "sh", .. groups, "--"];
        if (user != SandboxUser.Own)
        {
            command.AddRange([SetPrivileges!, $"--reuid={user.User}", $"--regid={user.Group}", "--clear-groups"]);
        }

        command.AddRange([Bubblewrap,
            "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox",
            "--cap-drop", "ALL", "--new-session", "--die-with-parent", "--as-pid-1",
            "--clearenv", "--setenv", BubblewrapOrphans.Variable, marker, "--unsetenv", BubblewrapOrphans.Variable,
            "--perms", "0755", "--dir", "/etc"]);
        foreach (var (name, value) in Environment)
        {
            command.AddRange(["--setenv", name, value]);
        }

        AddSystem(command);
        AddWritable(command, limits);
        command.AddRange(inputs);
        command.AddRange(["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/workspace", "--",
            SystemFiles.RunnerShell]);
        return command;
    }

    private static void AddSystem(List<string> command)
    {
        command.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach (var folder in SystemFolders.Where(Directory.Exists))
        {
            command.AddRange(new DirectoryInfo(folder).LinkTarget is { } target
                ? ["--symlink", target, folder]
                : ["--ro-bind", folder, folder]);
        }

        foreach (var setting in HarmlessSettings)
        {
            command.AddRange(["--ro-bind-try", setting, setting]);
        }

        command.AddRange(["--proc", "/proc", "--dev", "/dev"]);
    }

    private static void AddWritable(List<string> command, SandboxLimits limits)
    {
        const long sharedMemoryBytes = 16 << 20;
        foreach (var (folder, bytes) in new[]
        {
            ("/workspace", limits.DiskBytesMax), ("/tmp", limits.TempBytesMax), ("/dev/shm", sharedMemoryBytes),
        })
        {
            command.AddRange(["--size", bytes.ToString(CultureInfo.InvariantCulture), "--tmpfs", folder]);
        }
    }
}
