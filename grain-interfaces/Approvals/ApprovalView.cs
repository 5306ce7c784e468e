namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>An approval in full: what was asked, where it stands, and how it was decided.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.approval-view")]
public sealed record ApprovalView(
    [property: Id(0)] ApprovalRequest Request,
    [property: Id(1)] ApprovalStatus Status,
    [property: Id(2)] ApprovalDecision? Decision,
    [property: Id(3)] long RequestedUs,
    [property: Id(4)] long UpdatedUs);
