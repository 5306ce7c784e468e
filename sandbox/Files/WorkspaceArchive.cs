using System.Text;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Files;

/// <summary>
/// Snapshots by the sandbox's own <c>tar</c>: names of any bytes, links and modes are kept, and an archive that a
/// command has made up can do no more on its way back than a command could.
/// </summary>
internal static class WorkspaceArchive
{
    internal static RunnerOrder Pack(SandboxLimits limits, long bytesMax) => new(
        "exec tar -C /workspace -cf - .", Stdin: null, limits with { OutputBytesMax = bytesMax },
        limits.TransferTimeMax);

    internal static RunnerOrder Unpack(SandboxLimits limits, Stream source) => new(
        "exec tar -C /workspace -xpf -", source, limits, limits.TransferTimeMax);

    internal static void Take(OutputFrame frame, Stream destination)
    {
        if (frame.Channel == OutputChannel.Stdout)
        {
            destination.Write(frame.Bytes.Span);
        }
    }

    /// <summary>Throws unless the whole archive went through.</summary>
    internal static void RequireWhole(CommandResult result, long bytesMax, CancellationToken ct)
    {
        switch (result.End)
        {
            case CommandEnd.Exited when result.ExitCode == 0:
                return;
            case CommandEnd.Cancelled:
                throw new OperationCanceledException(ct);
            case CommandEnd.OutputLimit:
                throw new SandboxException(SandboxException.TooLarge, false,
                    $"The archive has more than {bytesMax} bytes.");
            case CommandEnd.DiskLimit:
                throw new SandboxException(SandboxException.DiskFull, false, "The workspace is full.");
            case CommandEnd.SandboxDied:
                throw ResidentRunner.Died();
            case CommandEnd.Exited or CommandEnd.TimedOut or CommandEnd.MemoryLimit or CommandEnd.Killed:
                throw new SandboxException(SandboxException.TransferFailed, false,
                    $"The archive is not whole ({result.End}, exit code {result.ExitCode}): {FirstLine(result)}");
        }
    }

    private static string FirstLine(CommandResult result) =>
        Encoding.UTF8.GetString(result.Stderr.Head.Span).Split('\n')[0];
}
