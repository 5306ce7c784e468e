using System.Globalization;

namespace OmniSage.Sandbox.Runner;

/// <summary>What a status line of the runner says.</summary>
internal enum RunnerEvent
{
    Ready,
    StdinOpen,
    Exited,
    ShellAlive,
    ShellDead,
    AllGone,
    RoomLeft,
    NoRoom,
}

/// <summary>One status line.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Order">To which order; 0 for the ready line.</param>
/// <param name="ExitCode">With <see cref="RunnerEvent.Exited"/>.</param>
internal readonly record struct RunnerStatus(RunnerEvent Event, long Order, int ExitCode)
{
    /// <summary>Null for a line that no runner of ours writes.</summary>
    internal static RunnerStatus? Parse(string line)
    {
        var words = line.Split(' ');
        var order = words.Length > 1
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return (words[0], words.Length) switch
        {
            ("r", 1) => new RunnerStatus(RunnerEvent.Ready, 0, 0),
            ("o", 2) => new RunnerStatus(RunnerEvent.StdinOpen, order, 0),
            ("a", 2) => new RunnerStatus(RunnerEvent.ShellAlive, order, 0),
            ("d", 2) => new RunnerStatus(RunnerEvent.ShellDead, order, 0),
            ("f", 3) => new RunnerStatus(words[2] == "0" ? RunnerEvent.RoomLeft : RunnerEvent.NoRoom, order, 0),
            ("k", 2) => new RunnerStatus(RunnerEvent.AllGone, order, 0),
            ("x", 3) when int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var code) =>
                new RunnerStatus(RunnerEvent.Exited, order, code),
            _ => null,
        };
    }
}
