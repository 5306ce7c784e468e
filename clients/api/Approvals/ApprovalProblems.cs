using OmniSage.Api.Problems;

namespace OmniSage.Api.Approvals;

/// <summary>Why a decision about an act cannot be taken.</summary>
internal static class ApprovalProblems
{
    public static Problem AlreadyDecided { get; } = new(
        409, "already_decided", "It is decided already, or nobody wants it any more.", "Read it to see how.");

    public static Problem Expired { get; } = new(
        409, "approval_expired", "It was not decided in time.", "The task was told, and may ask again.");
}
