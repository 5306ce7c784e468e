using System.Collections.Immutable;
using System.Globalization;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Cgroups;

/// <summary>Kills and removes the groups of hosts that no longer live.</summary>
internal static class CgroupReaper
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns how many sessions were removed, each counted once however many hierarchies it is in.</summary>
    internal static async Task<int> ReapAsync(
        ImmutableArray<CgroupHierarchy> hierarchies, TimeSpan killTimeMax, TimeProvider time, CancellationToken ct)
    {
        var sessions = new HashSet<string>();
        foreach (var host in hierarchies.SelectMany(hierarchy => Directory.EnumerateDirectories(hierarchy.Root)))
        {
            if (Incarnation.Parse(Path.GetFileName(host)) is not { IsAlive: false })
            {
                continue;
            }

            foreach (var session in SessionsOf(host))
            {
                if (await RemoveAsync(session, killTimeMax, time, ct))
                {
                    sessions.Add($"{Path.GetFileName(host)}/{Path.GetFileName(session)}");
                }
            }

            SessionCgroup.TryRemove(host);
        }

        return sessions.Count;
    }

    /// <summary>Removes the empty groups of this host itself, at its end.</summary>
    internal static void RemoveOwn(ImmutableArray<CgroupHierarchy> hierarchies)
    {
        foreach (var hierarchy in hierarchies)
        {
            SessionCgroup.TryRemove(Path.Combine(hierarchy.Root, Incarnation.Current.ToString()));
        }
    }

    private static string[] SessionsOf(string host)
    {
        try
        {
            return Directory.GetDirectories(host);
        }
        catch (DirectoryNotFoundException)
        {
            // Removed by another host that reaps at the same time, or by the one that it was made for, at its end.
            return [];
        }
    }

    private static async Task<bool> RemoveAsync(
        string group, TimeSpan killTimeMax, TimeProvider time, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (!SessionCgroup.TryRemove(group))
        {
            if (time.GetElapsedTime(started) > killTimeMax)
            {
                return false;
            }

            Kill(group);
            await Task.Delay(RetryAfter, time, ct);
        }

        return true;
    }

    private static void Kill(string group)
    {
        try
        {
            foreach (var line in File.ReadAllLines(Path.Combine(group, "cgroup.procs")))
            {
                // 0 stands for a process that cannot be seen from here; as a target it would mean ourselves.
                if (int.Parse(line, CultureInfo.InvariantCulture) is > 1 and var pid)
                {
                    _ = Libc.Signal(pid, Libc.Kill);
                }
            }
        }
        catch (IOException)
        {
            // Removed by another host that reaps at the same time: what was wanted has happened.
        }
    }
}
