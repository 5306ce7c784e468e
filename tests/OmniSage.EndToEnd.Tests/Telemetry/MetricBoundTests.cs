using System.Diagnostics.Metrics;
using System.Text;
using OmniSage.Silo.Telemetry.Metrics;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>One metric: its bound, and how hostile values are written.</summary>
public sealed class MetricBoundTests
{
    [Fact]
    public void LabelsWithoutEnd_AreOneSeriesMore_AndNothingIsLost()
    {
        using var meter = new Meter("test");
        var metric = new Metric(meter.CreateCounter<long>("test.things"));
        for (var one = 0; one < 10_000; one++) metric.Record(1, [new("name", one)]);
        var read = Read(metric);
        Assert.Equal(Metric.SeriesMax + 1, read.Samples.Count);
        Assert.Equal(10_000, read.Samples.Values.Sum());
        Assert.Equal(10_000 - Metric.SeriesMax, read.Samples[("test_things_total", Metric.Overflow)]);
    }

    [Fact]
    public void OddNamesAndValues_StayInTheFormat()
    {
        using var meter = new Meter("test");
        var metric = new Metric(meter.CreateHistogram<double>("test.time", "s", "Two\nlines and a \\."));
        metric.Record(0.3, [new("a.b-c", "quote \" slash \\ line \n end}")]);
        metric.Record(1e9, [new("a.b-c", null)]);
        var read = Read(metric);
        Assert.Equal("histogram", read.Types["test_time_seconds"]);
        Assert.Contains(
            ("test_time_seconds_count", "a_b_c=\"quote \\\" slash \\\\ line \\n end}\""), read.Samples.Keys);
        Assert.Equal(1e9, read.Samples[("test_time_seconds_sum", "")]);
    }

    private static Exposition Read(Metric metric)
    {
        var text = new StringBuilder();
        metric.WriteTo(text);
        return Exposition.Parse(text.ToString());
    }
}
