using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace OmniSage.Sandbox.Seccomp;

/// <summary>
/// The system call filter (<see cref="SyscallFilter"/>) in the form that container engines take (OCI runtime
/// specification, "Seccomp"). A call of another kind than the processor's own kills its process.
/// </summary>
internal static class EngineProfile
{
    private const int NotPermitted = 1, NotImplemented = 38, NoAddressFamily = 97;
    private const string Equal = "SCMP_CMP_EQ", Masked = "SCMP_CMP_MASKED_EQ";
    private const string More = "SCMP_CMP_GT", Other = "SCMP_CMP_NE";

    /// <summary>New mount, control group, host name, IPC, user, process and network namespaces.</summary>
    private static readonly uint[] NamespaceFlags =
        [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000];

    /// <summary>The profile for a processor, or null for one whose calls we do not know.</summary>
    internal static string? For(Architecture architecture, SandboxKernel kernel) => architecture switch
    {
        Architecture.X64 => Build("SCMP_ARCH_X86_64", kernel).ToJsonString(),
        Architecture.Arm64 => Build("SCMP_ARCH_AARCH64", kernel).ToJsonString(),
        _ => null,
    };

    private static JsonObject Build(string architecture, SandboxKernel kernel)
    {
        var denied = new JsonArray([.. DeniedCalls.All.Select(call => (JsonNode)call.Name)]);
        var rules = new JsonArray(
            new JsonObject { ["names"] = denied, ["action"] = "SCMP_ACT_ERRNO", ["errnoRet"] = NotPermitted });
        if (kernel == SandboxKernel.Host)
        {
            // clone3 hides its flags behind a pointer; told that it does not exist, libraries use clone. gVisor knows
            // one error for refusals, from which they do not, and its own clone3 makes nothing of the machine's.
            rules.Add(Rule("clone3", NotImplemented));
        }

        foreach (var flag in NamespaceFlags)
        {
            rules.Add(Rule("clone", NotPermitted, Argument(0, Masked, flag, flag)));
        }

        // Typing into a terminal; only the low half of the number counts.
        rules.Add(Rule("ioctl", NotPermitted, Argument(1, Masked, uint.MaxValue, 0x5412)));
        rules.Add(Rule("ioctl", NotPermitted, Argument(1, Masked, uint.MaxValue, 0x541C)));

        // Sockets: unix, IPv4, IPv6 and route netlink stay.
        foreach (var family in Enumerable.Range(0, 17).Except([1, 2, 10, 16]))
        {
            rules.Add(Rule("socket", NoAddressFamily, Argument(0, Equal, (ulong)family)));
        }

        rules.Add(Rule("socket", NoAddressFamily, Argument(0, More, 16)));
        rules.Add(Rule("socket", NoAddressFamily, Argument(0, Equal, 16), Argument(2, Other, 0)));
        return new JsonObject
        {
            ["defaultAction"] = "SCMP_ACT_ALLOW",
            ["architectures"] = new JsonArray(architecture),
            ["syscalls"] = rules,
        };
    }

    private static JsonObject Rule(string call, int error, params JsonNode[] arguments) => new()
    {
        ["names"] = new JsonArray(call),
        ["action"] = "SCMP_ACT_ERRNO",
        ["errnoRet"] = error,
        ["args"] = new JsonArray(arguments),
    };

    private static JsonObject Argument(int index, string comparison, ulong value, ulong second = 0) => new()
    {
        ["index"] = index, ["value"] = value, ["valueTwo"] = second, ["op"] = comparison,
    };
}
