namespace OmniSage.Storage.Leases;

/// <summary>This start of this process. Leases name it, so that those of earlier starts are known to be over.</summary>
public sealed record Incarnation(Guid Value);
