namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>turn.started</c>, in the thread's journal beside the run's own <c>run.started</c>: the thread's one turn is now
/// this run, and it takes these messages, or the results of these tasks.
/// </summary>
public sealed record TurnStarted(Guid Run, ImmutableArray<Guid> Messages, ImmutableArray<Guid> Tasks) : EventPayload;
