using System.Collections.Immutable;
using System.Globalization;

namespace OmniSage.Sandbox.Cgroups;

/// <summary>The control groups of one session: one per hierarchy, limited before anything runs in them.</summary>
internal sealed class SessionCgroup
{
    // What the two bubblewrap processes and the runner add to the session's own.
    private const int ProcessesOfOurs = 3;
    private const long MemoryOfOurs = 32L << 20;
    private const int CpuPeriodMicroseconds = 100_000;

    private readonly ImmutableArray<(CgroupHierarchy Hierarchy, string Folder)> _groups;

    private SessionCgroup(ImmutableArray<(CgroupHierarchy, string)> groups) => _groups = groups;

    /// <summary>The folders that a process joins by writing its id to their <c>cgroup.procs</c>.</summary>
    internal IEnumerable<string> Folders => _groups.Select(group => group.Folder);

    internal static SessionCgroup Create(
        ImmutableArray<CgroupHierarchy> hierarchies, string session, SandboxLimits limits)
    {
        var groups = ImmutableArray.CreateBuilder<(CgroupHierarchy, string)>();
        foreach (var hierarchy in hierarchies)
        {
            var host = Path.Combine(hierarchy.Root, Incarnation.Current.ToString());
            Directory.CreateDirectory(host);
            if (hierarchy.Version == 2)
            {
                CgroupHierarchy.TryDelegate(host, hierarchy.Controllers);
            }

            var folder = Path.Combine(host, session);
            Directory.CreateDirectory(folder);
            groups.Add((hierarchy, folder));
            foreach (var controller in hierarchy.Controllers)
            {
                Limit(folder, hierarchy.Version, controller, limits);
            }
        }

        return new SessionCgroup(groups.ToImmutable());
    }

    /// <summary>How often the kernel has killed a process here because the memory was used up.</summary>
    internal long CountMemoryKills()
    {
        foreach (var (hierarchy, folder) in _groups.Where(group => group.Hierarchy.Controllers.Contains("memory")))
        {
            var file = hierarchy.Version == 1 ? "memory.oom_control" : "memory.events";
            var line = File.ReadLines(Path.Combine(folder, file))
                .FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("oom_kill ".Length), CultureInfo.InvariantCulture);
        }

        return 0;
    }

    /// <summary>Removes the groups; false while a process is still in one.</summary>
    internal bool TryRemove() => _groups.All(group => TryRemove(group.Folder));

    internal static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Limit(string folder, int version, string controller, SandboxLimits limits)
    {
        // Files of the session live in memory, which the same group counts.
        var memory = limits.MemoryBytesMax + limits.DiskBytesMax + limits.TempBytesMax + MemoryOfOurs;
        var quota = Math.Max(1000, (long)(limits.CpuCores * CpuPeriodMicroseconds));
        foreach (var (file, value, required) in (version, controller) switch
        {
            (1, "memory") => [("memory.limit_in_bytes", memory, true), ("memory.memsw.limit_in_bytes", memory, false)],
            (2, "memory") => [("memory.max", memory, true), ("memory.swap.max", 0, false)],
            (_, "pids") => [("pids.max", limits.ProcessesMax + ProcessesOfOurs, true)],
            (1, "cpu") => [("cpu.cfs_period_us", CpuPeriodMicroseconds, true), ("cpu.cfs_quota_us", quota, true)],
            _ => Array.Empty<(string, long, bool)>(),
        })
        {
            if (required || File.Exists(Path.Combine(folder, file)))
            {
                Write(folder, file, value.ToString(CultureInfo.InvariantCulture));
            }
        }

        if ((version, controller) is (2, "cpu"))
        {
            Write(folder, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {CpuPeriodMicroseconds}"));
        }
    }

    private static void Write(string folder, string file, string value) =>
        File.WriteAllText(Path.Combine(folder, file), value);
}
