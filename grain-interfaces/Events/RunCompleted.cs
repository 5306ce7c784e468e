using OmniSage.GrainInterfaces.Executors;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>run.completed</c>, last in a run; of a task with its result.</summary>
public sealed record RunCompleted(TaskResult? Result) : EventPayload;
