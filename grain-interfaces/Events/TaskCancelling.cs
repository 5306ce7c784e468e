namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>task.cancelling</c>, in the thread's journal: the executor is told until it has ended the task.
/// </summary>
public sealed record TaskCancelling(Guid Task, Guid By) : EventPayload;
