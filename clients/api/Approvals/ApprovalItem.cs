using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Approvals;

/// <summary>
/// An approval as a list shows it: with the beginning of the arguments in one line, and the act's hash, which is the
/// ETag that a decision has to match.
/// </summary>
internal sealed record ApprovalItem(
    string Id,
    string Thread,
    string Run,
    ApprovalStatus Status,
    string Tool,
    string Target,
    string Hash,
    string Created,
    string Expires,
    string Updated)
{
    public static ApprovalItem Of(ApprovalSummary approval) => new(
        approval.Id.Value.ToString("N"),
        approval.Thread.ToString("N"),
        approval.Run.ToString("N"),
        approval.Status,
        approval.Tool,
        approval.Target,
        approval.Hash,
        Timestamp.Text(approval.CreatedUs),
        Timestamp.Text(approval.ExpiresUs),
        Timestamp.Text(approval.UpdatedUs));
}
