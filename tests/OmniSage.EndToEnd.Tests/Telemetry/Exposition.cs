using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>
/// Prometheus' text format, read strictly: every line is one of its kinds, families stand together below their HELP and
/// TYPE, no series is told twice, and a histogram's buckets rise to its count.
/// </summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Labels), double> samples = [];

    public IReadOnlyDictionary<string, string> Types => types;

    public IReadOnlyDictionary<(string Name, string Labels), double> Samples => samples;

    /// <summary>Every name that a query may use.</summary>
    public IEnumerable<string> Names => types.SelectMany(type => type.Value is "histogram"
        ? [$"{type.Key}_bucket", $"{type.Key}_sum", $"{type.Key}_count"]
        : new[] { type.Key });

    public static Exposition Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var read = new Exposition();
        string? help = null;
        string? family = null;
        foreach (var line in text.Split('\n')[..^1])
        {
            if (Help().Match(line) is { Success: true } described)
            {
                help = described.Groups["name"].Value;
                Assert.False(read.types.ContainsKey(help), $"{help} is told of twice.");
            }
            else if (Type().Match(line) is { Success: true } typed)
            {
                family = typed.Groups["name"].Value;
                Assert.Equal(help, family);
                read.types.Add(family, typed.Groups["type"].Value);
            }
            else
            {
                read.Take(line, family);
            }
        }

        read.CheckHistograms();
        return read;
    }

    private void Take(string line, string? family)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, $"Not a line of the format: {line}");
        var name = sample.Groups["name"].Value;
        var labels = sample.Groups["labels"].Value;
        Assert.NotNull(family);
        var isOfFamily = types[family] is "histogram" ? name.StartsWith(family + "_", StringComparison.Ordinal)
            && name[(family.Length + 1)..] is "bucket" or "sum" or "count"
            : name == family;
        Assert.True(isOfFamily, $"{name} stands below {family}.");
        Assert.True(types[family] is not "counter" || name.EndsWith("_total", StringComparison.Ordinal), name);
        var names = Label().Matches(labels).Select(label => label.Groups["key"].Value).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.True(samples.TryAdd((name, labels), Number(sample.Groups["value"].Value)), $"{line} is told twice.");
    }

    private void CheckHistograms()
    {
        foreach (var name in types.Where(type => type.Value is "histogram").Select(type => type.Key))
        {
            foreach (var ((_, labels), count) in samples.Where(one => one.Key.Name == $"{name}_count"))
            {
                var buckets = samples
                    .Where(one => one.Key.Name == $"{name}_bucket" && WithoutBound(one.Key.Labels) == labels)
                    .Select(one => (Bound: Number(Bound().Match(one.Key.Labels).Groups["bound"].Value), one.Value))
                    .OrderBy(bucket => bucket.Bound)
                    .ToList();
                Assert.NotEmpty(buckets);
                Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
                Assert.Equal((double.PositiveInfinity, count), buckets[^1]);
                Assert.True(samples.ContainsKey(($"{name}_sum", labels)), $"{name} has no sum.");
            }
        }
    }

    private static string WithoutBound(string labels) => Bound().Replace(labels, "");

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) [^\n]+$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
        + @"(?:\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^""\\]|\\[\\""n])*"""
        + @"(?:,[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^""\\]|\\[\\""n])*"")*)\})?"
        + @" (?<value>[-+]?(?:Inf|NaN|[0-9.]+(?:[eE][-+]?[0-9]+)?))$")]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<key>[a-zA-Z_][a-zA-Z0-9_]*)=""(?:[^""\\]|\\[\\""n])*""")]
    private static partial Regex Label();

    [GeneratedRegex(@",?le=""(?<bound>[^""]*)""")]
    private static partial Regex Bound();
}
