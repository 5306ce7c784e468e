using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>approval.expired</c>, in the approval's journal and in the run's: nobody decided in time, so it counts as denied.
/// </summary>
public sealed record ApprovalExpired(ApprovalDecision Decision) : EventPayload;
