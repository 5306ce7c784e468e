using System.Diagnostics;
using System.Globalization;

namespace OmniSage.Crash.Tests.Silos;

/// <summary>
/// What a silo may have left on the machine: sandboxes and their control groups, found by its process id.
/// </summary>
internal static class Leftovers
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until no sandbox of that process is alive; the system ends them by itself.</summary>
    public static Task UntilNoSandboxAsync(int silo, CancellationToken cancellation) =>
        UntilNoneAsync(() => Sandboxes(silo), $"sandboxes of the dead silo {silo} to end", cancellation);

    /// <summary>Waits until no control group of that process is left; the next silo removes them.</summary>
    public static Task UntilNoGroupAsync(int silo, CancellationToken cancellation) =>
        UntilNoneAsync(() => Groups(silo), $"control groups of the dead silo {silo} to be removed", cancellation);

    public static IEnumerable<string> Sandboxes(int silo) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let words = ReadWords(folder)
        where words.Contains($"host-{silo}-", StringComparison.Ordinal)
            && words.Contains("bwrap", StringComparison.Ordinal)
        select folder;

    private static IEnumerable<string> Groups(int silo) => Directory
        .EnumerateDirectories("/sys/fs/cgroup", "omnisage", new EnumerationOptions
        {
            RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true,
        })
        .SelectMany(root => Directory.EnumerateDirectories(root, $"host-{silo}-*"));

    private static async Task UntilNoneAsync(
        Func<IEnumerable<string>> look, string what, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (look().FirstOrDefault() is { } left)
        {
            if (Stopwatch.GetElapsedTime(started) > TimeMax) throw new TimeoutException(
                $"Waited {TimeMax} for {what}: {left}");
            await Task.Delay(LookEvery, TimeProvider.System, cancellation);
        }
    }

    private static string ReadWords(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
