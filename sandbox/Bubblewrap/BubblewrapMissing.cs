using System.Globalization;
using System.Runtime.InteropServices;
using OmniSage.Sandbox.Seccomp;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>What keeps this machine from isolating, and the command that would add it.</summary>
internal sealed record BubblewrapMissing(string Reason, string? NextStep)
{
    private const string UserNamespaces = "/proc/sys/user/max_user_namespaces";
    private const string DebianSwitch = "/proc/sys/kernel/unprivileged_userns_clone";
    private const string UbuntuSwitch = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";

    /// <summary>Null when nothing is known to be missing; whether it works, only a trial tells.</summary>
    internal static BubblewrapMissing? Find(SandboxOptions options) =>
        !OperatingSystem.IsLinux()
            ? new("Sandboxes need Linux.", null)
        : SyscallFilter.For(RuntimeInformation.ProcessArchitecture) is null
            ? new($"Sandboxes do not know the processor {RuntimeInformation.ProcessArchitecture}.", null)
        : ProgramPath.Find(options.BubblewrapPath) is null
            ? new($"bubblewrap is not installed ({options.BubblewrapPath} was not found).", Install("bubblewrap"))
        : UserIds.Separate && ProgramPath.Find("setpriv") is null
            ? new("setpriv is not installed; a root host needs it to give up its rights.", Install("util-linux"))
        : ReadNumber(UserNamespaces) == 0
            ? new("User namespaces are switched off.", "sysctl -w user.max_user_namespaces=10000")
        : ReadNumber(DebianSwitch) == 0
            ? new("User namespaces of ordinary users are switched off.", "sysctl -w kernel.unprivileged_userns_clone=1")
        : null;

    /// <summary>What to do about what bubblewrap said, where that is known.</summary>
    internal static string? NextStepFor(string message)
    {
        var refused = message.Contains("Permission denied", StringComparison.Ordinal)
            || message.Contains("Operation not permitted", StringComparison.Ordinal)
            || message.Contains("No permissions", StringComparison.Ordinal);
        return !refused ? null
            : ReadNumber(UbuntuSwitch) == 1 ? "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
            : "Allow this process to make user namespaces and to mount /proc in them "
                + "(a container needs: --security-opt seccomp=unconfined --security-opt systempaths=unconfined)";
    }

    private static string Install(string package) =>
        ProgramPath.Find("apt-get") is not null ? $"apt-get install -y {package}"
        : ProgramPath.Find("dnf") is not null ? $"dnf install -y {package}"
        : ProgramPath.Find("apk") is not null ? $"apk add {package}"
        : $"Install {package} with the system's package manager.";

    private static long? ReadNumber(string file) =>
        File.Exists(file) && long.TryParse(
            File.ReadAllText(file).Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                ? number : null;
}
