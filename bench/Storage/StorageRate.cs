namespace OmniSage.Bench.Storage;

/// <summary>
/// Durable events per second through the write queue (sealing included) and of a plain loop that inserts the same
/// rows, with the processor time that each took per event.
/// </summary>
public sealed record StorageRate
{
    public required string Database { get; init; }

    public required double EventsPerSecond { get; init; }

    public required double BaselinePerSecond { get; init; }

    public required double EventsPerCommit { get; init; }

    public required double CpuMicrosPerEvent { get; init; }

    public required double BaselineCpuMicrosPerEvent { get; init; }

    public double Ratio => EventsPerSecond / BaselinePerSecond;
}
