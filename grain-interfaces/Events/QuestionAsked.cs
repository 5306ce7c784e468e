using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>question.asked</c>, in the run's journal and, once it is shown to people, in the thread's: a task waits for an
/// answer.
/// </summary>
public sealed record QuestionAsked(TaskQuestion Question) : EventPayload;
