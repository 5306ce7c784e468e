using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OmniSage.Models.Telemetry;

/// <summary>What is counted and timed of models, by OpenTelemetry's names where it has some.</summary>
internal static class ModelMeter
{
    public const string Name = "OmniSage.Models";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "gen_ai.client.operation.duration",
        "s",
        "One call of a model, to its last piece.",
        advice: Bounds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92));

    private static readonly Histogram<double> FirstPieces = Meter.CreateHistogram(
        "gen_ai.server.time_to_first_token",
        "s",
        "From a call of a model to the first piece of its answer.",
        advice: Bounds(0.001, 0.005, 0.01, 0.02, 0.04, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60));

    private static readonly Histogram<long> Tokens = Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens of one call of a model, as its provider counts them.",
        advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576],
        });

    private static readonly Counter<long> Takeovers = Meter.CreateCounter<long>(
        "omnisage.model.takeovers", "{call}", "Calls that another model of the chain took over.");

    /// <summary>Has the figures be there from the start, at nothing.</summary>
    public static void Open() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(
        typeof(ModelMeter).TypeHandle);

    public static void TookOver() => Takeovers.Add(1);

    public static void Answered(ModelNames names, TimeSpan took, string? code)
    {
        var tags = Tags(names);
        if (code is not null) tags.Add("error.type", code);
        Durations.Record(took.TotalSeconds, tags);
    }

    public static void Began(ModelNames names, TimeSpan after) => FirstPieces.Record(after.TotalSeconds, Tags(names));

    public static void Used(ModelNames names, UsageDetails usage)
    {
        Count(names, "input", usage.InputTokenCount);
        Count(names, "output", usage.OutputTokenCount);
    }

    private static void Count(ModelNames names, string type, long? tokens)
    {
        if (tokens is not { } count) return;
        var tags = Tags(names);
        tags.Add("gen_ai.token.type", type);
        Tokens.Record(count, tags);
    }

    private static TagList Tags(ModelNames names) => new(
    [
        new("gen_ai.operation.name", "chat"),
        new("gen_ai.provider.name", names.Provider),
        new("gen_ai.request.model", names.Model),
    ]);

    private static InstrumentAdvice<double> Bounds(params double[] bounds) =>
        new() { HistogramBucketBoundaries = bounds };
}
