using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Approvals;

namespace OmniSage.Grains.Tests.Approvals;

public sealed class ApprovalStateTests
{
    private static readonly ApprovalRequest Request = Requests.Of(expiresUs: 1_000);

    [Fact]
    public void Judge_SaysWhatBecomesOfADecision()
    {
        var open = After(new ApprovalRequested(Request));
        var allowed = After(new ApprovalRequested(Request), new ApprovalDecided(Requests.Decision(Request, true)));
        var withdrawn = After(new ApprovalRequested(Request), new ApprovalWithdrawn("x"));
        var expired = After(new ApprovalRequested(Request), new ApprovalExpired(open.Lapse()));
        var allow = Requests.Allow(Request);
        var deny = allow with { Allow = false };
        var stranger = allow with { Role = TenantRole.Auditor, By = Ids.Of(8) };
        var outdated = allow with { ExpectedHash = "x" };
        (ApprovalState State, DecideApproval Decision, long AtUs, DecideOutcome Outcome, bool IsNew)[] table =
        [
            (ApprovalState.Empty, allow, 1, DecideOutcome.NotFound, false),
            (open, allow, 999, DecideOutcome.Taken, true),
            (open, deny, 999, DecideOutcome.Taken, true),
            (open, allow, 1_000, DecideOutcome.Expired, false),
            (open, stranger, 1, DecideOutcome.NotAnApprover, false),
            (open, outdated, 1, DecideOutcome.ActChanged, false),
            (allowed, allow, 1, DecideOutcome.Taken, false),
            (allowed, allow, 5_000, DecideOutcome.Taken, false),
            (allowed, deny, 1, DecideOutcome.AlreadyDecided, false),
            (allowed, outdated, 1, DecideOutcome.AlreadyDecided, false),
            (allowed, allow with { Arguments = "{}" }, 1, DecideOutcome.AlreadyDecided, false),
            (withdrawn, allow, 1, DecideOutcome.AlreadyDecided, false),
            (expired, allow, 1, DecideOutcome.Expired, false),
            (expired, stranger, 1, DecideOutcome.NotAnApprover, false),
        ];
        Assert.All(table, row => Assert.Equal(
            (row.Outcome, row.IsNew), row.State.Judge(row.Decision, Microseconds.ToTime(row.AtUs))));
    }

    private static ApprovalState After(params ReadOnlySpan<EventPayload> payloads)
    {
        var state = ApprovalState.Empty;
        foreach (var payload in payloads) state = state.Apply(payload, new(Ids.Of(1), 1, Labels.System));
        return state;
    }
}
