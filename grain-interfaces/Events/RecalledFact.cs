namespace OmniSage.GrainInterfaces.Events;

/// <summary>A fact that a run used: how well it fitted, from 0 to 1, and what it cost.</summary>
public sealed record RecalledFact(Guid Fact, double Score, int Tokens);
