using OmniSage.Bench.Clients;
using OmniSage.Bench.Figures;
using OmniSage.Bench.Hosting;
using OmniSage.Bench.Turns;

namespace OmniSage.Bench.Models;

/// <summary>
/// Whole turns with a model that is asked over HTTP, in a third process: what the product adds to the time of a model
/// that takes none.
/// </summary>
internal static class ModelBench
{
    private const int Many = 32;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new Folder();
        await using var model = await ModelProcess.StartAsync(cancellation);
        await using var silo = await ChildSilo.StartProductAsync(
            folder.Path,
            cancellation,
            ("OMNISAGE_MODEL_URL", model.Url),
            ("OMNISAGE_MODEL", "instant"));
        using var http = Talker.Connect(silo.Url, silo.Keys[0]);
        var many = await TurnLoad.MeasureAsync(silo, http, Many, cancellation);
        var resident = silo.ResidentMegabytes();
        var alone = await TurnLoad.MeasureAsync(silo, http, 1, cancellation);
        var joined = await JoiningMessages.MeasureAsync(http, cancellation);
        var streamed = await StreamedPieces.MeasureAsync(http, cancellation);
        var direct = await StreamedPieces.MeasureDirectAsync(model.Url, cancellation);
        return
        [
            new("turn with a model over HTTP, one conversation, p50", alone.Ended, "ms") { Goal = Goal.AtMost(10) },
            new("the same, p99", alone.EndedTail, "ms") { Goal = Goal.AtMost(40) },
            new("turns with a model over HTTP, 32 conversations", many.PerSecond, "/s") { Goal = Goal.AtLeast(300) },
            new("silo CPU per turn of these", many.CpuPerTurn, "ms") { Goal = Goal.AtMost(4) },
            new("resident under that load", resident, "MB") { Goal = Goal.AtMost(400) },
            new("answer to a message during a model's call of 30 s, p50", joined, "ms")
            {
                Goal = Goal.AtMost(2 * alone.Ended),
                Baseline = alone.Ended,
            },
            new("piece of streamed text, from the model to a client, p95", streamed, "ms")
            {
                Goal = Goal.AtMost(20),
                Baseline = direct,
            },
        ];
    }
}
