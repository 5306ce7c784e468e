namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>question.expired</c>, in the thread's journal, and in the run's once the task has taken it: nobody answered in
/// time.
/// </summary>
public sealed record QuestionExpired(Guid Question) : EventPayload;
