using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Grains.Tests.Approvals;

/// <summary>Questions and decisions as tests need them.</summary>
internal static class Requests
{
    public static ApprovalRequest Of(long expiresUs)
    {
        var act = new Act("shell.run", 1, """{"command":"ls"}""", Agent.By.ToString("N"), 1);
        return new()
        {
            Approval = Ids.Of(1),
            Workspace = Ids.Of(2),
            Thread = Ids.Of(3),
            Run = Ids.Of(4),
            Call = "c1",
            Act = act,
            Hash = act.Hash(),
            Rule = "rule",
            Why = "why",
            Of = ["owner"],
            Labels = Labels.Tool,
            Title = "title",
            ExpiresUs = expiresUs,
        };
    }

    public static DecideApproval Allow(ApprovalRequest request) => new()
    {
        Allow = true, By = Agent.By, Role = TenantRole.Owner, Note = "", ExpectedHash = request.Hash,
    };

    public static ApprovalDecision Decision(ApprovalRequest request, bool allow) => new()
    {
        Approval = request.Approval,
        Status = allow ? ApprovalStatus.Allowed : ApprovalStatus.Denied,
        By = Agent.By,
        Note = "",
        Act = request.Act,
        Hash = request.Hash,
    };
}
