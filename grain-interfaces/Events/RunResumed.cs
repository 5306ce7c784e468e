namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>run.resumed</c>: what a parked run waited for is there.</summary>
public sealed record RunResumed : EventPayload;
