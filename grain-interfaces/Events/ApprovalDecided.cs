using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.GrainInterfaces.Events;

/// <summary><c>approval.decided</c>, in the approval's journal and in the run's: a person allowed or denied.</summary>
public sealed record ApprovalDecided(ApprovalDecision Decision) : EventPayload;
