namespace Orleans.Configuration;

/// <summary>How long idle activations live.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The idle time after which an activation ends.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest an activation may take before its token is cancelled.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest a deactivation may take before it is given up.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Bounds of calls.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>
    /// The most calls that wait for one activation; a further one fails. 0, the default, is no bound.
    /// </summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }
}
