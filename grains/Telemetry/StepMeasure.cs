using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Telemetry;

/// <summary>Times one attempt of a step, and has its span be current while it is performed.</summary>
internal sealed class StepMeasure(RunSpans spans, ToolCatalog catalog, TimeProvider time)
{
    /// <summary>What the attempt brings; it throws nothing itself.</summary>
    public async Task<StepReport?> WatchAsync(StepOrder order, Func<Task<StepReport?>> perform)
    {
        var tool = order is ToolOrder { Call.Tool: var called } && catalog.Find(called) is not null ? called : null;
        var span = spans.BeginStep(order, tool);
        var began = time.GetTimestamp();
        var report = await perform();
        var took = time.GetElapsedTime(began);
        var (outcome, code) = report switch
        {
            null => ("cancelled", null),
            StepFailed failed => ("failed", failed.Code),
            ToolAnswered { Succeeded: false } => ("refused", null),
            _ => ("completed", (string?)null),
        };
        var kind = RunMeter.KindOf(order);
        RunMeter.StepEnded(kind, outcome, code, took);
        if (kind is StepKind.Tool) RunMeter.ToolCalled(tool, outcome, took);
        spans.EndStep(span, outcome, code);
        return report;
    }
}
