using System.Text;

namespace OmniSage.Sandbox;

/// <summary>Refuses what no driver can run; the messages name the property and the bound.</summary>
internal static class CommandBounds
{
    private const int LabelLengthMax = 200;

    internal static void Check(SandboxCommand command, SandboxLimits limits)
    {
        Require(!command.Line.Contains('\0', StringComparison.Ordinal), "Line must not contain U+0000.");
        Require(Encoding.UTF8.GetByteCount(command.Line) <= limits.LineBytesMax,
            $"Line has at most {limits.LineBytesMax} bytes.");
        Require(command.Stdin.Length <= limits.StdinBytesMax, $"Stdin has at most {limits.StdinBytesMax} bytes.");
        Require(command.TimeMax is null || command.TimeMax > TimeSpan.Zero, "TimeMax is more than zero.");
    }

    internal static void Check(SandboxSpec spec)
    {
        Require(spec.Label.Length is > 0 and <= LabelLengthMax, $"Label has 1 to {LabelLengthMax} characters.");
        if (!spec.EgressHosts.IsDefaultOrEmpty)
        {
            throw new SandboxException(SandboxException.EgressRefused, false,
                "A sandbox has no network: EgressHosts must be empty.");
        }

        if (spec.Limits is { } limits && FindInvalid(limits) is { } invalid)
        {
            Require(false, invalid);
        }
    }

    /// <summary>A sentence about the first limit that is out of its bounds, or null.</summary>
    internal static string? FindInvalid(SandboxLimits limits)
    {
        const long smallest = 1 << 20;
        return limits.MemoryBytesMax < smallest ? "MemoryBytesMax is at least 1 MiB."
            : limits.ProcessesMax is < 4 or > 30_000 ? "ProcessesMax is 4 to 30,000."
            : limits.CpuCores is not (>= 0.01 and <= 1024) ? "CpuCores is 0.01 to 1024."
            : limits.DiskBytesMax < smallest ? "DiskBytesMax is at least 1 MiB."
            : limits.TempBytesMax < smallest ? "TempBytesMax is at least 1 MiB."
            : limits.FilesMax < 16 ? "FilesMax is at least 16."
            : limits.OpenFilesMax is < 32 or > 1 << 20 ? "OpenFilesMax is 32 to 1,048,576."
            : limits.CommandTimeMax <= TimeSpan.Zero || limits.CommandTimeMax > TimeSpan.FromDays(1)
                ? "CommandTimeMax is more than zero and at most a day."
            : limits.TransferTimeMax <= TimeSpan.Zero || limits.TransferTimeMax > TimeSpan.FromDays(1)
                ? "TransferTimeMax is more than zero and at most a day."
            : limits.OutputBytesMax < 1 ? "OutputBytesMax is at least 1."
            : limits.OutputKeptBytesMax is < 0 or > 64 << 20 ? "OutputKeptBytesMax is 0 to 64 MiB."
            : limits.LineBytesMax is < 1 or > 16 << 20 ? "LineBytesMax is 1 to 16 MiB."
            : limits.StdinBytesMax is < 0 or > 1 << 30 ? "StdinBytesMax is 0 to 1 GiB."
            : null;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new SandboxException(SandboxException.Invalid, false, message);
        }
    }
}
