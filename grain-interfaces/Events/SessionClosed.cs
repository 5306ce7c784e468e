namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>session.closed</c>, in the account's journal: somebody signed out, or made room for another.</summary>
public sealed record SessionClosed(Guid Session, string Reason) : EventPayload;
