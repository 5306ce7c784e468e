using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Grains.Approvals;

/// <summary>The call that a run waits with, and what was decided, once it is.</summary>
internal sealed record Waiting(ApprovalRequest Request, ApprovalDecision? Decision = null);
