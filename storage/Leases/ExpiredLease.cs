using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.Storage.Leases;

/// <summary>A run that nobody does any more, and the grain to wake for it. Keys only, never content.</summary>
public sealed record ExpiredLease(RunId Run, string OwnerKind, string OwnerKey);
