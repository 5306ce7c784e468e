using OmniSage.GrainInterfaces.Executors;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>task.finished</c>, in the thread's journal: the coordinator has taken the result.</summary>
public sealed record TaskFinished(Guid Task, Guid Run, TaskResult Result) : EventPayload;
