namespace OmniSage.Bench.Storage;

/// <summary>
/// Durable events per second through the write queue, and of a plain loop that inserts the same rows.
/// </summary>
public sealed record StorageRate(
    string Database, double EventsPerSecond, double BaselinePerSecond, double EventsPerCommit);
