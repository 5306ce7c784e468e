namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>What became of a decision, and why where it was refused.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.decide-receipt")]
public sealed record DecideReceipt([property: Id(0)] DecideOutcome Outcome, [property: Id(1)] string? Why = null);
