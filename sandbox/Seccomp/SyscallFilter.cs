using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OmniSage.Sandbox.Seccomp;

/// <summary>
/// The system call filter as classic BPF, the form that <c>bwrap --seccomp</c> takes. It refuses what commands have no
/// use for and kernels have had holes in (<see cref="DeniedCalls"/>), and with it every way to new namespaces. The
/// namespaces and the missing capabilities already forbid most of it: this is the second wall.
/// </summary>
internal static class SyscallFilter
{
    private const uint Allow = 0x7FFF0000, KillProcess = 0x80000000, Errno = 0x00050000;
    private const uint NotPermitted = 1, NotImplemented = 38, NoAddressFamily = 97;
    private const uint NewNamespaceFlags = 0x7E020000;
    private const ushort Load = 0x20, Return = 0x06, IfEqual = 0x15, IfAtLeast = 0x35, IfAnyBit = 0x45;

    /// <summary>The filter for a processor, or null for one whose calls we do not know.</summary>
    internal static byte[]? For(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Build(0xC000003E, arm: false),
        Architecture.Arm64 => Build(0xC00000B7, arm: true),
        _ => null,
    };

    private static byte[] Build(uint auditArchitecture, bool arm)
    {
        var filter = new Assembler();
        filter.LoadField(4);
        filter.ReturnUnlessEqual(auditArchitecture, KillProcess);
        filter.LoadField(0);
        if (!arm)
        {
            // The x32 calls have numbers of their own and would walk around everything below.
            filter.Emit(IfAtLeast, 0, 1, 0x40000000);
            filter.Emit(Return, 0, 0, Errno | NotImplemented);
        }

        foreach (var call in DeniedCalls.All)
        {
            if ((arm ? call.Arm64 : call.X64) is { } number)
            {
                filter.ReturnIfEqual((uint)number, Errno | NotPermitted);
            }
        }

        // clone3 hides its flags behind a pointer; told that it does not exist, libraries use clone.
        filter.ReturnIfEqual(435, Errno | NotImplemented);
        GuardArguments(filter, arm);
        filter.Emit(Return, 0, 0, Allow);
        return filter.ToBytes();
    }

    /// <summary>Calls that are refused only with certain arguments.</summary>
    private static void GuardArguments(Assembler filter, bool arm)
    {
        filter.Emit(IfEqual, 0, 4, arm ? 220u : 56u);           // clone
        filter.LoadField(16);
        filter.Emit(IfAnyBit, 0, 1, NewNamespaceFlags);
        filter.Emit(Return, 0, 0, Errno | NotPermitted);
        filter.Emit(Return, 0, 0, Allow);

        filter.Emit(IfEqual, 0, 5, arm ? 29u : 16u);            // ioctl: typing into a terminal
        filter.LoadField(24);
        filter.Emit(IfEqual, 1, 0, 0x5412);
        filter.Emit(IfEqual, 0, 1, 0x541C);
        filter.Emit(Return, 0, 0, Errno | NotPermitted);
        filter.Emit(Return, 0, 0, Allow);

        filter.Emit(IfEqual, 0, 9, arm ? 198u : 41u);           // socket: unix, IPv4, IPv6, and route netlink
        filter.LoadField(16);
        filter.Emit(IfEqual, 6, 0, 1);
        filter.Emit(IfEqual, 5, 0, 2);
        filter.Emit(IfEqual, 4, 0, 10);
        filter.Emit(IfEqual, 0, 2, 16);
        filter.LoadField(32);
        filter.Emit(IfEqual, 1, 0, 0);
        filter.Emit(Return, 0, 0, Errno | NoAddressFamily);
        filter.Emit(Return, 0, 0, Allow);
    }

    private sealed class Assembler
    {
        private readonly List<byte> _program = [];

        internal void LoadField(uint offset) => Emit(Load, 0, 0, offset);

        internal void ReturnIfEqual(uint value, uint verdict)
        {
            Emit(IfEqual, 0, 1, value);
            Emit(Return, 0, 0, verdict);
        }

        internal void ReturnUnlessEqual(uint value, uint verdict)
        {
            Emit(IfEqual, 1, 0, value);
            Emit(Return, 0, 0, verdict);
        }

        /// <summary>One instruction; the jumps count the instructions left out.</summary>
        internal void Emit(ushort code, byte ifTrue, byte ifFalse, uint operand)
        {
            Span<byte> instruction = stackalloc byte[8];
            BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
            instruction[2] = ifTrue;
            instruction[3] = ifFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], operand);
            _program.AddRange(instruction);
        }

        internal byte[] ToBytes() => [.. _program];
    }
}
