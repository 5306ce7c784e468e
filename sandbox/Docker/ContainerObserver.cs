using System.Globalization;
using OmniSage.Sandbox.Runner;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// Why a command in a container may have failed: the kernel's count of processes killed for memory, from the
/// container's control group, and the runner's own look at the file systems. Nothing is polled: the kernel bounds all.
/// </summary>
internal sealed class ContainerObserver(
    IRunnerLink link, string? memoryCounter, TimeSpan answerWithin, TimeProvider time) : ISessionObserver
{
    private long _memoryKills;

    /// <summary>
    /// The file that counts memory kills of the process's control group, or null where it cannot be seen from here.
    /// </summary>
    internal static string? FindMemoryCounter(int pid)
    {
        try
        {
            foreach (var line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cgroup")))
            {
                var parts = line.Split(':', 3);
                var file = parts[1] switch
                {
                    "" => $"/sys/fs/cgroup{parts[2]}/memory.events",
                    var controllers when controllers.Split(',').Contains("memory") =>
                        $"/sys/fs/cgroup/memory{parts[2]}/memory.oom_control",
                    _ => null,
                };
                if (File.Exists(file))
                {
                    return file;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Another machine's engine, or a container that has ended: the reason stays the plain one.
        }

        return null;
    }

    public void Begin() => _memoryKills = CountMemoryKills();

    public CommandEnd? FindExceeded() => null;

    public async Task<CommandEnd> ExplainAsync(CommandEnd end, int? exitCode)
    {
        if (end is not (CommandEnd.Exited or CommandEnd.Killed) || exitCode == 0)
        {
            return end;
        }

        return CountMemoryKills() > _memoryKills ? CommandEnd.MemoryLimit
            : await IsFullAsync() ? CommandEnd.DiskLimit
            : end;
    }

    private async Task<bool> IsFullAsync()
    {
        using var late = new CancellationTokenSource(answerWithin, time);
        try
        {
            if (!await link.SendAsync(RunnerScript.Full(0, link.Mark(RunnerEvent.NoRoom))))
            {
                return false;
            }

            while (await link.Statuses.WaitToReadAsync(late.Token))
            {
                while (link.Statuses.TryRead(out var status))
                {
                    if (status.Event is RunnerEvent.RoomLeft or RunnerEvent.NoRoom)
                    {
                        return status.Event == RunnerEvent.NoRoom;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // The next command finds out what is wrong.
        }

        return false;
    }

    private long CountMemoryKills()
    {
        try
        {
            var line = memoryCounter is null ? null : File.ReadLines(memoryCounter)
                .FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("oom_kill ".Length), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // The container is gone; its command's end says so.
            return 0;
        }
    }
}
