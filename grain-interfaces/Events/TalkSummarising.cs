namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>talk.summarising</c>, in the thread's journal: a run makes the next summary of what was said.</summary>
/// <param name="Run">The run.</param>
/// <param name="Messages">It will cover so many messages, from the thread's first on.</param>
public sealed record TalkSummarising(Guid Run, long Messages) : EventPayload;
