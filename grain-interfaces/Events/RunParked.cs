namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>run.parked</c>: the run waits and holds nothing; <paramref name="Reason"/> is such as <c>place</c>.
/// </summary>
public sealed record RunParked(string Reason) : EventPayload;
