namespace OmniSage.Storage.Writes;

/// <summary>
/// Where tests and the simulator make the database slow or let it fail; in production there is none and nothing asks.
/// </summary>
public abstract class WriteFaults
{
    /// <summary>What the next batch waits for before it begins; null for nothing.</summary>
    public virtual Task? Delay() => null;

    /// <summary>What goes wrong with the next batch.</summary>
    public abstract WriteFault Next();
}
