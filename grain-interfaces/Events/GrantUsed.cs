namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>grant.used</c>, in the workspace's journal: a step of a run passed by a grant.</summary>
public sealed record GrantUsed(Guid Grant, Guid Run, int Step) : EventPayload;
