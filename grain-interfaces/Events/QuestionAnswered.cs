using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>question.answered</c>, in the thread's journal, and in the run's once the task has taken it.</summary>
public sealed record QuestionAnswered(QuestionAnswer Answer) : EventPayload;
