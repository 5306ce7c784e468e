namespace OmniSage.Grains.Recovery;

/// <summary>
/// Whose leases count before they run out. In one process only this start's do; in a cluster that is not known, and a
/// lease counts until its time is over.
/// </summary>
/// <param name="Incarnations">Null when it is not known.</param>
public sealed record AliveSilos(IReadOnlyCollection<Guid>? Incarnations);
