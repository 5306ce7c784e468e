namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>The values of one metric under one set of labels. Its metric locks.</summary>
/// <param name="labels">As they are written, without braces.</param>
/// <param name="bounds">Of a histogram: its upper bounds, rising.</param>
internal sealed class Series(string labels, double[] bounds)
{
    private readonly long[] counts = new long[bounds.Length + 1];

    public string Labels => labels;

    /// <summary>The value; of a histogram the sum of all.</summary>
    public double Value { get; private set; }

    public IReadOnlyList<long> Counts => counts;

    public void Add(double value) => Value += value;

    public void Set(double value) => Value = value;

    public void Observe(double value)
    {
        var at = Array.BinarySearch(bounds, value);
        counts[at < 0 ? ~at : at]++;
        Value += value;
    }
}
