using System.Collections.Immutable;

namespace OmniSage.Sandbox.Seccomp;

/// <summary>One refused call: its numbers, null where the processor family does not have it.</summary>
internal sealed record DeniedCall(string Name, int? X64, int? Arm64);

/// <summary>Calls answered with EPERM whatever their arguments. Numbers: the kernel's syscall tables.</summary>
internal static class DeniedCalls
{
    internal static ImmutableArray<DeniedCall> All { get; } =
    [
        // Mounts and namespaces.
        new("mount", 165, 40), new("umount2", 166, 39), new("pivot_root", 155, 41), new("chroot", 161, 51),
        new("unshare", 272, 97), new("setns", 308, 268), new("open_tree", 428, 428), new("move_mount", 429, 429),
        new("fsopen", 430, 430), new("fsconfig", 431, 431), new("fsmount", 432, 432), new("fspick", 433, 433),
        new("mount_setattr", 442, 442), new("open_tree_attr", 467, 467),

        // Into other processes; the runner is protected a second time by this.
        new("ptrace", 101, 117), new("process_vm_readv", 310, 270), new("process_vm_writev", 311, 271),
        new("kcmp", 312, 272), new("pidfd_getfd", 438, 438), new("process_madvise", 440, 440),

        // The kernel's keyrings are not namespaced.
        new("add_key", 248, 217), new("request_key", 249, 218), new("keyctl", 250, 219),

        // Programs and probes in the kernel, and what widens its races.
        new("bpf", 321, 280), new("perf_event_open", 298, 241), new("userfaultfd", 323, 282),
        new("io_uring_setup", 425, 425), new("io_uring_enter", 426, 426), new("io_uring_register", 427, 427),

        // The machine itself.
        new("kexec_load", 246, 104), new("kexec_file_load", 320, 294), new("init_module", 175, 105),
        new("finit_module", 313, 273), new("delete_module", 176, 106), new("reboot", 169, 142),
        new("swapon", 167, 224), new("swapoff", 168, 225), new("acct", 163, 89), new("syslog", 103, 116),
        new("settimeofday", 164, 170), new("clock_settime", 227, 112), new("adjtimex", 159, 171),
        new("clock_adjtime", 305, 266), new("sethostname", 170, 161), new("setdomainname", 171, 162),
        new("quotactl", 179, 60), new("quotactl_fd", 443, 443), new("iopl", 172, null), new("ioperm", 173, null),
        new("vhangup", 153, 58), new("nfsservctl", 180, 42),

        // Past paths, past memory accounting, and calls nobody has used for decades.
        new("open_by_handle_at", 304, 265), new("fanotify_init", 300, 262), new("memfd_secret", 447, 447),
        new("migrate_pages", 256, 238), new("move_pages", 279, 239), new("lookup_dcookie", 212, 18),
        new("uselib", 134, null), new("_sysctl", 156, null), new("sysfs", 139, null),
    ];
}
