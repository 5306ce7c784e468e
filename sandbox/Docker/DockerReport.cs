using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace OmniSage.Sandbox.Docker;

/// <summary>How each limit holds in containers of this engine.</summary>
internal static class DockerReport
{
    internal static ImmutableArray<LimitReport> Make(JsonNode info, ContainerRuntime runtime)
    {
        var groups = $"control group v{(string?)info["CgroupVersion"]}";
        var gVisor = runtime.Kernel == SandboxKernel.GVisor;
        return
        [
            Group(SandboxLimit.Memory, "MemoryLimit", gVisor ? $"{groups}; the whole sandbox ends at it" : groups),
            gVisor
                ? new(SandboxLimit.Processes, LimitEnforcement.Missing, "gVisor counts none; memory and time end them")
                : Group(SandboxLimit.Processes, "PidsLimit", groups),
            Group(SandboxLimit.Cpu, "CpuCfsQuota", groups),
            new(SandboxLimit.Disk, LimitEnforcement.Enforced,
                "sized tmpfs for /workspace and /tmp, the rest read-only"),
            gVisor
                ? new(SandboxLimit.Files, LimitEnforcement.Missing, "gVisor counts none; memory ends them")
                : new(SandboxLimit.Files, LimitEnforcement.Enforced, "inodes of the tmpfs"),
            new(SandboxLimit.OpenFiles, LimitEnforcement.Enforced, "RLIMIT_NOFILE"),
            new(SandboxLimit.Time, LimitEnforcement.Enforced,
                "a timer of the daemon, then SIGKILL to all processes at once"),
            new(SandboxLimit.Output, LimitEnforcement.Enforced, "the daemon drops the rest, then SIGKILL"),
            new(SandboxLimit.Network, LimitEnforcement.Enforced, "an empty network namespace"),
            gVisor
                ? new(SandboxLimit.SystemCalls, LimitEnforcement.Enforced, "gVisor's own kernel answers them")
                : new(SandboxLimit.SystemCalls, LimitEnforcement.Enforced, "a seccomp filter"),
            new(SandboxLimit.User, LimitEnforcement.Enforced,
                "user 1000, no capabilities, no new privileges; no user namespace of its own"),
        ];

        LimitReport Group(SandboxLimit limit, string capability, string how) => (bool?)info[capability] == true
            ? new(limit, LimitEnforcement.Enforced, how)
            : new(limit, LimitEnforcement.Missing, $"the engine or the kernel has no {capability}");
    }
}
