using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>approval.requested</c>, in the approval's journal and in the run's: a person is asked.</summary>
public sealed record ApprovalRequested(ApprovalRequest Request) : EventPayload;
