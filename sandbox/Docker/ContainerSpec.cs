using System.Text.Json.Nodes;

namespace OmniSage.Sandbox.Docker;

/// <summary>What a container is asked to be; held against what it became by <see cref="ContainerCheck"/>.</summary>
/// <param name="Image">Full name.</param>
/// <param name="Runtime">Name of the engine's runtime.</param>
/// <param name="Limits">The session's bounds.</param>
/// <param name="Labels">Whose it is.</param>
/// <param name="Profile">The system call filter.</param>
internal sealed record ContainerSpec(
    string Image, ContainerRuntime Runtime, SandboxLimits Limits, IReadOnlyDictionary<string, string> Labels,
    string Profile)
{
    internal const string User = "1000:1000";

    // What the runner and what feeds a command add to the session's own.
    private const int ProcessesOfOurs = 3;
    private const long MemoryOfOurs = 32L << 20;
    private const int CpuPeriodMicroseconds = 100_000;
    private const int CpuQuotaLeast = 1000;
    private const long SharedMemoryBytes = 16L << 20;

    /// <summary>Also what the engine hides itself by default; naming any replaces its list.</summary>
    private static readonly string[] Masked =
    [
        "/sys", "/etc/hostname", "/etc/resolv.conf", "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys",
        "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi",
        "/proc/interrupts", "/proc/kallsyms", "/proc/cmdline",
    ];

    private static readonly string[] ReadOnly =
        ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    private static readonly string[] Environment =
    [
        "HOME=/workspace", "TMPDIR=/tmp", "USER=sandbox", "LOGNAME=sandbox", "SHELL=/bin/sh",
        "LANG=C.UTF-8", "TERM=dumb",
    ];

    /// <summary>The body of the request that makes it.</summary>
    internal JsonObject ToJson() => new()
    {
        [nameof(Image)] = Image,
        ["User"] = User,
        ["WorkingDir"] = "/workspace",
        ["Hostname"] = "sandbox",
        ["Entrypoint"] = new JsonArray(Runtime.Runner),
        ["Cmd"] = new JsonArray(),
        ["Env"] = Texts([$"PATH={Runtime.Path}", .. Environment]),
        ["Tty"] = false,
        ["OpenStdin"] = true,
        // The runner ends with the connection that gives it orders.
        ["StdinOnce"] = true,
        ["AttachStdin"] = true,
        ["AttachStdout"] = true,
        ["AttachStderr"] = true,
        [nameof(Labels)] = new JsonObject(
            Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        ["HostConfig"] = HostConfig(),
    };

    private JsonObject HostConfig()
    {
        var memory = Limits.MemoryBytesMax + Limits.DiskBytesMax + Limits.TempBytesMax + MemoryOfOurs
            + Runtime.MemoryBytes;
        return new JsonObject
        {
            [nameof(Runtime)] = Runtime.Name,
            ["NetworkMode"] = "none",
            // The engine would copy the machine's name servers into the container.
            ["Dns"] = Texts(["0.0.0.0"]),
            ["DnsSearch"] = Texts(["."]),
            ["IpcMode"] = "private",
            ["CgroupnsMode"] = "private",
            ["ReadonlyRootfs"] = true,
            ["Privileged"] = false,
            ["CapDrop"] = Texts(["ALL"]),
            ["SecurityOpt"] = Texts(["no-new-privileges", $"seccomp={Profile}"]),
            ["MaskedPaths"] = Texts(Masked),
            ["ReadonlyPaths"] = Texts(ReadOnly),
            ["PidsLimit"] = Runtime.Processes(Limits.ProcessesMax + ProcessesOfOurs),
            // Files of the session live in memory, which the same group counts.
            ["Memory"] = memory,
            ["MemorySwap"] = memory,
            ["CpuPeriod"] = CpuPeriodMicroseconds,
            ["CpuQuota"] = Math.Max(CpuQuotaLeast, (long)(Limits.CpuCores * CpuPeriodMicroseconds)),
            ["Ulimits"] = new JsonArray(
                Bound("nofile", Limits.OpenFilesMax), Bound("core", 0), Bound("memlock", 1 << 20)),
            ["ShmSize"] = SharedMemoryBytes,
            ["Tmpfs"] = new JsonObject
            {
                ["/workspace"] = Folder(Limits.DiskBytesMax), ["/tmp"] = Folder(Limits.TempBytesMax),
            },
            ["LogConfig"] = new JsonObject { ["Type"] = "none", ["Config"] = new JsonObject() },
            ["RestartPolicy"] = new JsonObject { ["Name"] = "no", ["MaximumRetryCount"] = 0 },
            ["AutoRemove"] = true,
            ["OomKillDisable"] = false,
        };
    }

    private string Folder(long bytes) =>
        $"rw,exec,nosuid,nodev,size={bytes},nr_inodes={Limits.FilesMax},uid=1000,gid=1000,mode=0755";

    private static JsonObject Bound(string name, long most) => new()
    {
        ["Name"] = name, ["Soft"] = most, ["Hard"] = most,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
