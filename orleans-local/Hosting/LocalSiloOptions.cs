namespace OmniSage.OrleansLocal;

/// <summary>
/// What a silo of this build takes from outside, beside <see cref="TimeProvider"/> from the services. Orleans has no
/// such options; only hosts and tests that are built for one process name them.
/// </summary>
public sealed class LocalSiloOptions
{
    /// <summary>
    /// Runs all grains, timers and deliveries. The default is the thread pool; a simulation gives its own.
    /// </summary>
    public TaskScheduler Workers { get; set; } = TaskScheduler.Default;

    /// <summary>Source of the ids of observers and subscriptions. The default is random.</summary>
    public Func<Guid> NewGuid { get; set; } = Guid.NewGuid;

    /// <summary>
    /// Copies every argument, result and stream item through JSON, so that a test finds what would not survive a wire
    /// or relies on sharing an object. Off by default.
    /// </summary>
    public bool CopyThroughJson { get; set; }

    /// <summary>The most calls that wait for one observer before more are dropped. The default is 10,000.</summary>
    public int ObserverCallsMax { get; set; } = 10_000;

    /// <summary>
    /// The most items that wait for one stream subscription before more are dropped. The default is 4,096.
    /// </summary>
    public int StreamItemsMax { get; set; } = 4_096;
}
