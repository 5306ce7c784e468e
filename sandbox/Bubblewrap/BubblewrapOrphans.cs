using System.Globalization;
using OmniSage.Sandbox.Native;

namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>
/// Sandboxes whose host is dead, found by the marker on bubblewrap's command line. Normally there is none: a sandbox
/// dies with its host, and its runner ends when nobody can give it orders. This covers what a host could not wait for.
/// </summary>
internal static class BubblewrapOrphans
{
    /// <summary>Set and unset again on the command line: seen in the host's process list, not inside.</summary>
    internal const string Variable = "OMNISAGE_SANDBOX";

    /// <summary>Kills them and returns how many there were; their namespaces end with them.</summary>
    internal static int Kill()
    {
        var killed = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
                && FindHost(folder) is { IsAlive: false }
                && Libc.Signal(pid, Libc.Kill) == 0)
            {
                killed++;
            }
        }

        return killed;
    }

    private static Incarnation? FindHost(string process)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
            var at = Array.IndexOf(words, Variable);
            return at > 0 && at + 1 < words.Length && words[at - 1] == "--setenv"
                && File.ReadAllText(Path.Combine(process, "comm")).Trim() == "bwrap"
                    ? Incarnation.Parse(words[at + 1].Split('/')[0])
                    : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
