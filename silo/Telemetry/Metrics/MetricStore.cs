using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>
/// Every figure of this process since its start, as Prometheus reads it. It listens to the meters that are named in
/// <see cref="Meters"/>, and to no other: what a library might put into labels is not ours to show.
/// </summary>
internal sealed class MetricStore : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Metric> metrics = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly IMeterFactory factory;

    public MetricStore(IMeterFactory factory)
    {
        this.factory = factory;
        listener.InstrumentPublished = Listen;
        listener.SetMeasurementEventCallback<byte>((_, value, tags, metric) => Record(value, tags, metric));
        listener.SetMeasurementEventCallback<short>((_, value, tags, metric) => Record(value, tags, metric));
        listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => Record(value, tags, metric));
        listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => Record(value, tags, metric));
        listener.SetMeasurementEventCallback<float>((_, value, tags, metric) => Record(value, tags, metric));
        listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => Record(value, tags, metric));
        listener.SetMeasurementEventCallback<decimal>((_, value, tags, metric) => Record((double)value, tags, metric));
        listener.Start();
    }

    /// <summary>The meters that are shown and sent.</summary>
    public static IReadOnlyList<string> Meters { get; } =
    [
        "OmniSage.Runs", "OmniSage.Models", "OmniSage.Storage", "OmniSage.Sandbox", "OmniSage.Api", ProcessGauges.Name,
        "Microsoft.AspNetCore.Hosting", "System.Runtime",
    ];

    /// <summary>All of it in Prometheus' text format, version 0.0.4.</summary>
    public string Read()
    {
        var text = new StringBuilder();
        // One at a time: what is observed is forgotten and asked for anew.
        lock (gate)
        {
            foreach (var metric in metrics.Values.Where(metric => metric.IsObserved)) metric.Clear();
            listener.RecordObservableInstruments();
            foreach (var metric in metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal))
                metric.WriteTo(text);
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? metric) =>
        ((Metric)metric!).Record(value, tags);

    private void Listen(Instrument instrument, MeterListener toWhom)
    {
        var meter = instrument.Meter;
        // Where several hosts share a process, those of another one are not this one's.
        if (!Meters.Contains(meter.Name) || (meter.Scope is { } scope && scope != factory)) return;
        var metric = new Metric(instrument);
        toWhom.EnableMeasurementEvents(instrument, metrics.GetOrAdd(metric.Name, metric));
    }
}
