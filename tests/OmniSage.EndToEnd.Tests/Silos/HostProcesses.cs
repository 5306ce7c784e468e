using System.Diagnostics;

namespace OmniSage.EndToEnd.Tests.Silos;

/// <summary>Processes of this machine, by a word of their command line.</summary>
internal static class HostProcesses
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(string word, bool isThere, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (Exists(word) != isThere)
        {
            var wish = isThere ? "to be there" : "to be gone";
            if (Stopwatch.GetElapsedTime(started) > TimeMax) throw new TimeoutException(
                $"Waited {TimeMax} for '{word}' {wish}.");
            await Task.Delay(LookEvery, TimeProvider.System, cancellation);
        }
    }

    private static bool Exists(string word) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
            return words.Length > 1 && words[0] == "sleep" && words[1].Contains(word, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
