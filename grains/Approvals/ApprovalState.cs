using System.Diagnostics;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Approvals;

/// <summary>What is known of one approval: the fold of its journal. It is decided once.</summary>
internal sealed record ApprovalState : IFold<ApprovalState>
{
    public static ApprovalState Empty { get; } = new();

    public static int SnapshotSchema => 1;

    /// <summary>Null until it is asked.</summary>
    public ApprovalRequest? Request { get; init; }

    public ApprovalStatus Status { get; init; } = ApprovalStatus.Open;

    /// <summary>Null while it is open, and where it was withdrawn.</summary>
    public ApprovalDecision? Decision { get; init; }

    public long RequestedUs { get; init; }

    public long UpdatedUs { get; init; }

    public bool IsOpen => Request is not null && Status is ApprovalStatus.Open;

    public ApprovalState Apply(EventPayload payload, EventFacts facts) => Fold(payload, facts.AtUs) with
    {
        UpdatedUs = facts.AtUs,
    };

    public bool IsDue(DateTimeOffset now) => IsOpen && Microseconds.Of(now) >= Request!.ExpiresUs;

    /// <summary>What becomes of a decision; one that is taken the first time has to be written down.</summary>
    public (DecideOutcome Outcome, bool IsNew) Judge(DecideApproval decision, DateTimeOffset now) => this switch
    {
        { Request: null } => (DecideOutcome.NotFound, false),
        _ when !IsAsked(decision) => (DecideOutcome.NotAnApprover, false),
        { Status: ApprovalStatus.Expired } => (DecideOutcome.Expired, false),
        _ when IsDue(now) => (DecideOutcome.Expired, false),
        { Status: not ApprovalStatus.Open } =>
            (IsRepeat(decision) ? DecideOutcome.Taken : DecideOutcome.AlreadyDecided, false),
        _ when decision.ExpectedHash != Request.Hash => (DecideOutcome.ActChanged, false),
        _ => (DecideOutcome.Taken, true),
    };

    /// <summary>Nobody decided in time.</summary>
    public ApprovalDecision Lapse() => new()
    {
        Approval = Request!.Approval,
        Status = ApprovalStatus.Expired,
        Note = "Nobody decided in time.",
        Act = Request.Act,
        Hash = Request.Hash,
    };

    private bool IsAsked(DecideApproval decision) =>
        Request!.Of.Contains(decision.Role.ToString().ToLowerInvariant())
        || Request.Of.Contains(decision.By.ToString("N"));

    /// <summary>The same person says the same again, of the same act.</summary>
    private bool IsRepeat(DecideApproval decision) => Decision is { } known
        && known.By == decision.By
        && decision.Allow == (Status is ApprovalStatus.Allowed)
        && decision.ExpectedHash == Request!.Hash
        && (decision.Arguments is not null) == known.IsEdited
        && (decision.Arguments is null || decision.Arguments == known.Act.Arguments);

    private ApprovalState Fold(EventPayload payload, long atUs) => payload switch
    {
        ApprovalRequested requested => this with { Request = requested.Request, RequestedUs = atUs },
        ApprovalDecided decided => this with { Status = decided.Decision.Status, Decision = decided.Decision },
        ApprovalExpired expired => this with { Status = ApprovalStatus.Expired, Decision = expired.Decision },
        ApprovalWithdrawn => this with { Status = ApprovalStatus.Withdrawn },
        _ => throw new UnreachableException($"An approval's journal holds no {payload.GetType().Name}."),
    };
}
