using OmniSage.Sandbox.Cgroups;
using OmniSage.Sandbox.Files;

namespace OmniSage.Sandbox.Runner;

/// <summary>Looks at a session from outside, through its folders, control groups and processes.</summary>
/// <param name="limits">The session's bounds.</param>
/// <param name="folders">The writable file systems: <c>/workspace</c> and <c>/tmp</c>.</param>
/// <param name="cgroup">The session's control groups, or null without any.</param>
/// <param name="processes">What the kernel does not bound itself and has to be watched; null when it bounds
/// all.</param>
internal sealed class SessionObserver(
    SandboxLimits limits, IReadOnlyList<SandboxFolder> folders, SessionCgroup? cgroup, ProcessTree? processes)
    : ISessionObserver
{
    private const long FullBelowBytes = 4096;

    private long _memoryKills;
    private long _files;

    public void Begin()
    {
        _memoryKills = cgroup?.CountMemoryKills() ?? 0;
        _files = CountFiles();
    }

    public CommandEnd? FindExceeded()
    {
        // A session over its files may still run what removes some.
        var files = CountFiles();
        if (files > limits.FilesMax && files > _files)
        {
            return CommandEnd.DiskLimit;
        }

        return processes?.Measure() switch
        {
            { MemoryBytes: var memory } when memory > limits.MemoryBytesMax => CommandEnd.MemoryLimit,
            { Count: var count } when count > limits.ProcessesMax + 1 => CommandEnd.Killed,
            _ => null,
        };
    }

    public Task<CommandEnd> ExplainAsync(CommandEnd end, int? exitCode) => Task.FromResult(Explain(end, exitCode));

    private CommandEnd Explain(CommandEnd end, int? exitCode)
    {
        if (end is not (CommandEnd.Exited or CommandEnd.Killed) || exitCode == 0)
        {
            return end;
        }

        return cgroup?.CountMemoryKills() > _memoryKills ? CommandEnd.MemoryLimit
            : folders.Any(folder => folder.Usage().BytesFree < FullBelowBytes) ? CommandEnd.DiskLimit
            : end;
    }

    private long CountFiles() => folders.Max(folder => folder.Usage().Files);
}
