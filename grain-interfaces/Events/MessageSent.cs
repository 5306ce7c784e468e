namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>message.sent</c>, in the thread's journal: what the agent said, and in which run.</summary>
public sealed record MessageSent(Guid Message, Guid Run, string Text) : EventPayload;
