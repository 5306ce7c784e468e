namespace OmniSage.GrainInterfaces.Events;

/// <summary>A decision about one act, as a command gave it; the hash is that of the act when it was given.</summary>
public sealed record DecisionWish(Guid Approval, string Hash, bool Allow, string Note, Guid By, TenantRole Role);
