namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>memory.switched</c>, in the journal of a thread or of a workspace's memory: whether anything new is kept that is
/// said there.
/// </summary>
public sealed record MemorySwitched(bool IsOn, Guid By) : EventPayload;
