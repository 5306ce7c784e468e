using System.Diagnostics;
using System.Diagnostics.Metrics;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Telemetry;

/// <summary>
/// What is counted and timed of runs. Labels come from closed sets of our own (kinds, outcomes, codes, tools): never an
/// id, and never a word of a person, a model or a page.
/// </summary>
internal static class RunMeter
{
    public const string Name = "OmniSage.Runs";

    private static readonly Meter Meter = new(Name);
    private static readonly InstrumentAdvice<double> Times = new()
    {
        HistogramBucketBoundaries =
            [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
    };

    private static readonly Histogram<double> Runs = Meter.CreateHistogram(
        "omnisage.run.duration", "s", "From the start of a run to its end.", advice: Times);

    private static readonly Histogram<double> Steps = Meter.CreateHistogram(
        "omnisage.step.duration", "s", "One attempt of one step, without its wait.", advice: Times);

    private static readonly Histogram<double> Tools = Meter.CreateHistogram(
        "omnisage.tool.duration", "s", "One call of a tool.", advice: Times);

    private static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>(
        "omnisage.step.waiting", "{step}", "Steps that wait for a place, or for the time to try again.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "omnisage.step.refused", "{step}", "Steps that were left to recovery, as too many waited.");

    private static readonly Counter<long> Parked = Meter.CreateCounter<long>(
        "omnisage.run.parked", "{run}", "Times that a run began to wait, by what for.");

    private static readonly Counter<long> Recovered = Meter.CreateCounter<long>(
        "omnisage.run.recovered", "{run}", "Runs that were taken up again as nobody worked on them.");

    private static readonly Counter<long> Asked = Meter.CreateCounter<long>(
        "omnisage.approval.requested", "{approval}", "Approvals that people were asked for.");

    private static readonly Counter<long> Decided = Meter.CreateCounter<long>(
        "omnisage.approval.ended", "{approval}", "Approvals that ended, by how.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "omnisage.courier.retries", "{call}", "Calls between grains that failed and are made again.");

    private static readonly Counter<long> Swept = Meter.CreateCounter<long>(
        "omnisage.sweep.removed", "{file}", "Blobs and artifacts that nothing needed and that were removed.");

    /// <summary>Has the figures be there from the start, at nothing.</summary>
    public static void Open() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(
        typeof(RunMeter).TypeHandle);

    public static void RunEnded(RunKind kind, string outcome, string? code, TimeSpan took) =>
        Runs.Record(Seconds(took), Tags("kind", NameOf(kind), outcome, code));

    public static void StepEnded(StepKind kind, string outcome, string? code, TimeSpan took) =>
        Steps.Record(Seconds(took), Tags("kind", NameOf(kind), outcome, code));

    /// <param name="tool">The id of a tool that there is; null for what a model made up.</param>
    /// <param name="outcome">What became of the call.</param>
    /// <param name="took">How long it took.</param>
    public static void ToolCalled(string? tool, string outcome, TimeSpan took) =>
        Tools.Record(Seconds(took), Tags("tool", tool ?? "unknown", outcome, code: null));

    public static void StepsWait(string lane, int more)
    {
        if (more != 0) Waiting.Add(more, new KeyValuePair<string, object?>("lane", lane));
    }

    public static void StepRefused() => Refused.Add(1);

    public static void RunParked(string reason) =>
        Parked.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void RunsRecovered(int count) => Recovered.Add(count);

    public static void ApprovalRequested() => Asked.Add(1);

    public static void ApprovalEnded(string outcome) =>
        Decided.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void CallRepeated() => Retries.Add(1);

    public static void Removed(int artifacts, int blobs)
    {
        Swept.Add(artifacts, new KeyValuePair<string, object?>("kind", "artifact"));
        Swept.Add(blobs, new KeyValuePair<string, object?>("kind", "blob"));
    }

    public static string NameOf(RunKind kind) => kind switch
    {
        RunKind.Turn => "turn",
        RunKind.Task => "task",
        RunKind.Command => "command",
        RunKind.Summary => "summary",
    };

    public static string NameOf(StepKind kind) => kind switch
    {
        StepKind.Model => "model",
        StepKind.Tool => "tool",
        StepKind.Check => "check",
        StepKind.Recall => "recall",
        StepKind.Prepare => "prepare",
    };

    public static StepKind KindOf(StepOrder order) => order switch
    {
        ModelOrder => StepKind.Model,
        RecallOrder => StepKind.Recall,
        PrepareOrder => StepKind.Prepare,
        ToolOrder { Call.Id: RunJournal.CheckCallId } => StepKind.Check,
        _ => StepKind.Tool,
    };

    /// <summary>A clock that was set back is no reason for a time below nothing.</summary>
    private static double Seconds(TimeSpan took) => Math.Max(0, took.TotalSeconds);

    private static TagList Tags(string key, string value, string outcome, string? code)
    {
        TagList tags = default;
        tags.Add(key, value);
        tags.Add("outcome", outcome);
        if (code is not null) tags.Add("error.type", code);
        return tags;
    }
}
