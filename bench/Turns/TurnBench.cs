using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Turns;

/// <summary>
/// Whole turns with the offline model against the product in a process of its own: from the message's POST to
/// <c>run.completed</c> on the conversation's open event stream.
/// </summary>
internal static class TurnBench
{
    private const int Many = 32;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var silo = await ChildSilo.StartProductAsync(folder.Path, cancellation);
        using var http = Talker.Connect(silo.Url, silo.Keys[0]);
        // The many first, so that one conversation finds a silo that has been at work for a while.
        var many = await TurnLoad.MeasureAsync(silo, http, Many, cancellation);
        var alone = await TurnLoad.MeasureAsync(silo, http, 1, cancellation);
        return
        [
            new("offline turn, one conversation, p50", alone.Ended, "ms") { Goal = Goal.AtMost(10) },
            new("offline turn, one conversation, p99", alone.EndedTail, "ms"),
            new("message taken, one conversation, p50", alone.Taken, "ms"),
            new("silo CPU per turn, one conversation", alone.CpuPerTurn, "ms"),
            new("offline turns, 32 conversations", many.PerSecond, "/s") { Goal = Goal.AtLeast(300) },
            new("silo CPU per turn, 32 conversations", many.CpuPerTurn, "ms"),
            new("resident after that load", silo.ResidentMegabytes(), "MB"),
        ];
    }
}
