namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>memory.told</c>, in a scope's journal: every conversation that kept these facts or was told them knows that they
/// are forgotten.
/// </summary>
public sealed record MemoryTold(ImmutableArray<Guid> Facts) : EventPayload;
