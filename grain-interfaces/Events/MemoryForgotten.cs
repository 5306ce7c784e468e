namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>memory.forgotten</c>, in a scope's journal: these facts are gone, at whose wish.</summary>
/// <param name="Facts">The fact, its other versions, and what summed them up.</param>
/// <param name="By">Who wished it; null where their time was over.</param>
public sealed record MemoryForgotten(ImmutableArray<Guid> Facts, Guid? By) : EventPayload;
