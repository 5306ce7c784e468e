using System.Globalization;

namespace OmniSage.Sandbox;

/// <summary>
/// One life of a host process: its id and when it started, so that a later process with the same id is told apart.
/// Names what the process makes on the machine, so that another can find and remove it.
/// </summary>
internal readonly record struct Incarnation(int ProcessId, long StartedTicks)
{
    private const string Prefix = "host-";

    internal static Incarnation Current { get; } = new(Environment.ProcessId, ReadStart(Environment.ProcessId) ?? 0);

    /// <summary>Whether the process still runs.</summary>
    internal bool IsAlive => ReadStart(ProcessId) == StartedTicks;

    internal static Incarnation? Parse(string name)
    {
        var parts = name.Split('-');
        return parts.Length == 3 && name.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                ? new Incarnation(pid, start)
                : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{ProcessId}-{StartedTicks}");

    /// <summary>
    /// Clock ticks since boot at which the process started; null when there is none, or only its zombie.
    /// </summary>
    private static long? ReadStart(int pid)
    {
        try
        {
            // The name in parentheses may hold anything; the fields after it are numbers.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
