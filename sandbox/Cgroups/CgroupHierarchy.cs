using System.Collections.Immutable;

namespace OmniSage.Sandbox.Cgroups;

/// <summary>One mounted tree of control groups that limits sessions, and the folder in it that is ours.</summary>
/// <param name="Root">Our folder, such as <c>/sys/fs/cgroup/memory/omnisage</c>.</param>
/// <param name="Version">1 (a tree per controller) or 2 (one tree).</param>
/// <param name="Controllers">Which of memory, pids and cpu it limits for us.</param>
internal sealed record CgroupHierarchy(string Root, int Version, ImmutableArray<string> Controllers)
{
    private static readonly ImmutableArray<string> Wanted = ["memory", "pids", "cpu"];

    /// <summary>
    /// Finds and prepares what this process may write. Empty when it may not: limits are then polled.
    /// </summary>
    internal static ImmutableArray<CgroupHierarchy> Find(string name)
    {
        var own = OwnPaths();
        var found = ImmutableArray.CreateBuilder<CgroupHierarchy>();
        var missing = Wanted;
        foreach (var mount in File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')))
        {
            var (path, type, options) = (mount[1], mount[2], mount[3].Split(','));
            if (type == "cgroup" && missing.Where(options.Contains).ToImmutableArray() is { Length: > 0 } controllers
                && PrepareFirst(path, own.GetValueOrDefault(controllers[0], "/"), name) is { } root)
            {
                found.Add(new CgroupHierarchy(root, 1, controllers));
                missing = missing.RemoveRange(controllers);
            }
            else if (type == "cgroup2"
                && PrepareUnified(path, own.GetValueOrDefault("", "/"), name, missing) is { } tree)
            {
                found.Add(tree);
                missing = missing.RemoveRange(tree.Controllers);
            }
        }

        return found.ToImmutable();
    }

    private static string? PrepareFirst(string mount, string own, string name) =>
        Candidates(mount, own, name).FirstOrDefault(TryMake);

    private static CgroupHierarchy? PrepareUnified(
        string mount, string own, string name, ImmutableArray<string> missing)
    {
        foreach (var root in Candidates(mount, own, name))
        {
            // A group can limit only what its parent hands down, and hands down only while it holds no process itself.
            if (missing.Length > 0 && TryDelegate(Path.GetDirectoryName(root)!, missing) && TryMake(root)
                && TryDelegate(root, missing))
            {
                return new CgroupHierarchy(root, 2, Delegated(root, missing));
            }
        }

        return null;
    }

    internal static ImmutableArray<string> Delegated(string group, ImmutableArray<string> wanted)
    {
        var delegated = File.ReadAllText(Path.Combine(group, "cgroup.subtree_control")).Trim().Split(' ');
        return [.. wanted.Where(delegated.Contains)];
    }

    /// <summary>Hands the wanted controllers down to the groups below; true when at least one is.</summary>
    internal static bool TryDelegate(string group, ImmutableArray<string> wanted)
    {
        try
        {
            var present = File.ReadAllText(Path.Combine(group, "cgroup.controllers")).Trim().Split(' ');
            foreach (var controller in wanted.Where(present.Contains).Except(Delegated(group, wanted)))
            {
                File.WriteAllText(Path.Combine(group, "cgroup.subtree_control"), "+" + controller);
            }

            return Delegated(group, wanted).Length > 0;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Candidates(string mount, string own, string name)
    {
        yield return Path.Combine(mount, name);
        if (own != "/")
        {
            yield return Path.Combine(mount, own.TrimStart('/'), name);
        }
    }

    private static bool TryMake(string group)
    {
        try
        {
            // A group is writable when a group below it can be made and removed.
            var trial = Path.Combine(group, $"{Incarnation.Current}-trial");
            Directory.CreateDirectory(trial);
            Directory.Delete(trial);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>This process's group by controller; the empty name is the unified tree's.</summary>
    private static Dictionary<string, string> OwnPaths()
    {
        var paths = new Dictionary<string, string>();
        foreach (var fields in File.ReadLines("/proc/self/cgroup").Select(line => line.Split(':', 3)))
        {
            foreach (var controller in fields[1].Split(','))
            {
                paths[controller] = fields[2];
            }
        }

        return paths;
    }
}
