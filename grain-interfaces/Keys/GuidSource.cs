namespace OmniSage.GrainInterfaces.Keys;

/// <summary>
/// Where every id comes from: UUID version 7 (RFC 9562), so that ids sort by time.
/// The simulator replaces it, so that a seed gives the same ids again.
/// </summary>
public class GuidSource(TimeProvider time)
{
    public virtual Guid Next() => Guid.CreateVersion7(time.GetUtcNow());
}
