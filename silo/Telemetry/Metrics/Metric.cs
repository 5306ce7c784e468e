using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>
/// One metric with all its series, bounded: whatever comes after the last one that fits is counted in one series that
/// says so, and the sum stays right. Safe for threads.
/// </summary>
internal sealed class Metric
{
    /// <summary>Series of one metric; the rest is one series more.</summary>
    public const int SeriesMax = 500;

    /// <summary>OpenTelemetry's name for the series of all that found no room.</summary>
    public const string Overflow = "otel_metric_overflow=\"true\"";

    private static readonly double[] UsualBounds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly double[] bounds;

    public Metric(Instrument instrument)
    {
        Kind = KindOf(instrument);
        Name = NameOf(instrument.Name, instrument.Unit, Kind);
        Help = instrument.Description ?? instrument.Name;
        IsObserved = instrument.IsObservable;
        bounds = Kind is not MetricKind.Histogram ? [] : BoundsOf(instrument) ?? UsualBounds;
    }

    public MetricKind Kind { get; }

    public string Name { get; }

    public string Help { get; }

    /// <summary>It is asked for its values, all at once, rather than told of each change.</summary>
    public bool IsObserved { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        lock (gate)
        {
            var found = Find(labels);
            if (Kind is MetricKind.Histogram) found.Observe(value);
            else if (IsObserved) found.Set(value);
            else found.Add(value);
        }
    }

    /// <summary>Forgets what was observed: whoever is asked says all of it again.</summary>
    public void Clear()
    {
        lock (gate) series.Clear();
    }

    public void WriteTo(StringBuilder text)
    {
        lock (gate)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {Escape(Help)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {Name} {Kind.ToString().ToLowerInvariant()}\n");
            foreach (var one in series.Values.OrderBy(one => one.Labels, StringComparer.Ordinal)) Write(text, one);
        }
    }

    /// <summary>OpenTelemetry's name as it is written for Prometheus: with the unit, and a counter's ending.</summary>
    internal static string NameOf(string name, string? unit, MetricKind kind)
    {
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        var written = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        if (!written.EndsWith(suffix, StringComparison.Ordinal)) written += suffix;
        return kind is MetricKind.Counter && !written.EndsWith("_total", StringComparison.Ordinal)
            ? written + "_total"
            : written;
    }

    /// <summary>The framework has a class for each, generic in the number, and no other mark.</summary>
    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? MetricKind.Histogram
            : type.StartsWith("Counter", StringComparison.Ordinal)
                || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? MetricKind.Counter
            : MetricKind.Gauge;
    }

    private static double[]? BoundsOf(Instrument instrument) => instrument switch
    {
        Instrument<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Instrument<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Instrument<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var sorted = tags.ToArray();
        Array.Sort(sorted, (one, other) => string.CompareOrdinal(one.Key, other.Key));
        var text = new StringBuilder();
        foreach (var (key, value) in sorted)
        {
            if (value is null) continue;
            if (text.Length > 0) text.Append(',');
            foreach (var letter in key) text.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
            var written = value is bool truth ? truth ? "true" : "false"
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append("=\"").Append(Escape(written).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private Series Find(string labels)
    {
        if (series.TryGetValue(labels, out var known)) return known;
        if (series.Count < SeriesMax) return series[labels] = new(labels, bounds);
        return series.TryGetValue(Overflow, out var rest) ? rest : series[Overflow] = new(Overflow, bounds);
    }

    private void Write(StringBuilder text, Series one)
    {
        if (Kind is not MetricKind.Histogram)
        {
            Line(text, Name, one.Labels, one.Value);
            return;
        }

        var comma = one.Labels.Length > 0 ? "," : "";
        var total = 0L;
        for (var at = 0; at < one.Counts.Count; at++)
        {
            total += one.Counts[at];
            var bound = Number(at < bounds.Length ? bounds[at] : double.PositiveInfinity);
            Line(text, $"{Name}_bucket", $"{one.Labels}{comma}le=\"{bound}\"", total);
        }

        Line(text, $"{Name}_sum", one.Labels, one.Value);
        Line(text, $"{Name}_count", one.Labels, total);
    }
}
