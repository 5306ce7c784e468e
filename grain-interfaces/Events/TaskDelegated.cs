using OmniSage.GrainInterfaces.Executors;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>task.delegated</c>, in the thread's journal: the executor is told until it has taken the task.</summary>
public sealed record TaskDelegated(TaskContract Contract) : EventPayload;
