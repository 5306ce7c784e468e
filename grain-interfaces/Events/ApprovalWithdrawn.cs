namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>approval.withdrawn</c>, in the approval's journal: the run that waited has ended.</summary>
public sealed record ApprovalWithdrawn(string Reason) : EventPayload;
