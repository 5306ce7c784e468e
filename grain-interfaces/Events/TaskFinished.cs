using OmniSage.GrainInterfaces.Executors;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>task.finished</c>, in the thread's journal: the coordinator has taken the result. The last task of a turn to
/// finish names in <paramref name="Turn"/> the run of the turn that takes all their results; it is null while others
/// still run, and when no turn follows because all were cancelled.
/// </summary>
public sealed record TaskFinished(Guid Task, Guid Run, TaskResult Result, Guid? Turn) : EventPayload;
