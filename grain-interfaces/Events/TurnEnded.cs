using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>turn.ended</c>, in the thread's journal beside the event that ends the run.</summary>
public sealed record TurnEnded(Guid Run, RunStatus Status) : EventPayload;
