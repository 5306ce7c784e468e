using System.Collections.Immutable;
using OmniSage.Sandbox.Cgroups;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>How each limit holds on this machine.</summary>
internal static class BubblewrapReport
{
    private const string NoGroups =
        "no writable control groups: run as root, or have the group delegated (systemd: Delegate=yes)";

    internal static ImmutableArray<LimitReport> Make(ImmutableArray<CgroupHierarchy> hierarchies)
    {
        var kernel = hierarchies.SelectMany(hierarchy => hierarchy.Controllers.Select(
            controller => (controller, hierarchy.Version))).ToDictionary(pair => pair.controller, pair => pair.Version);
        return
        [
            Group(SandboxLimit.Memory, "memory", LimitEnforcement.Polled,
                "resident memory is summed up and the command killed"),
            Group(SandboxLimit.Processes, "pids", LimitEnforcement.Polled,
                "RLIMIT_NPROC in the user namespace, and counted"),
            Group(SandboxLimit.Cpu, "cpu", LimitEnforcement.Missing, "not limited"),
            new(SandboxLimit.Disk, LimitEnforcement.Enforced,
                "sized tmpfs for /workspace and /tmp, the rest read-only"),
            new(SandboxLimit.Files, LimitEnforcement.Polled, "counted; the command that goes over is killed"),
            new(SandboxLimit.OpenFiles, LimitEnforcement.Enforced, "RLIMIT_NOFILE"),
            new(SandboxLimit.Time, LimitEnforcement.Enforced,
                "a timer of the host, then SIGKILL to all processes at once"),
            new(SandboxLimit.Output, LimitEnforcement.Enforced, "the host stops reading, then SIGKILL"),
            new(SandboxLimit.Network, LimitEnforcement.Enforced, "an empty network namespace"),
            new(SandboxLimit.SystemCalls, LimitEnforcement.Enforced, "a seccomp filter"),
            UserIds.Separate
                ? new(SandboxLimit.User, LimitEnforcement.Enforced, "an unprivileged user of its own per session")
                : new(SandboxLimit.User, LimitEnforcement.Enforced,
                    "the host's own unprivileged user, in a user namespace"),
        ];

        LimitReport Group(SandboxLimit limit, string controller, LimitEnforcement otherwise, string how) =>
            kernel.TryGetValue(controller, out var version)
                ? new(limit, LimitEnforcement.Enforced, $"control group v{version}")
                : new(limit, otherwise, $"{how} ({NoGroups})");
    }
}
