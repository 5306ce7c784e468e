using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Tests.Approvals;

/// <summary>A task whose commands need an approval, as its tests begin: it wants <c>ls</c> and waits.</summary>
internal static class Asked
{
    public const string EachTime =
        """
        policy: 1
        rules:
          - name: ask for commands
            when: {tool: shell.run}
            then: ask each
        """;

    public const string Once =
        """
        policy: 1
        rules:
          - name: ask for commands
            when: {tool: shell.run}
            then: ask once
        """;

    public static async Task<(Guid Task, OpenApproval Approval, ApprovalRequest Request)> OfAsync(
        Agent agent, string policy = EachTime)
    {
        await SetPolicyAsync(agent, policy);
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(task, RunStatus.Parked);
        var (approval, request) = await LastAsync(agent, task);
        await agent.UntilAsync(async () => await approval.GetAsync() is not null, "it is asked");
        return (task, approval, request);
    }

    public static async Task SetPolicyAsync(Agent agent, string text)
    {
        var workspace = agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());
        var receipt = await workspace.ChangePolicyAsync(new()
        {
            Text = text, Note = "", Expected = null, Author = new(Agent.By, TenantRole.Owner),
        });
        Assert.Equal(DocumentOutcome.Changed, receipt.Outcome);
    }

    public static async Task<(OpenApproval Approval, ApprovalRequest Request)> LastAsync(Agent agent, Guid task)
    {
        var request = (await agent.EventsAsync<ApprovalRequested>(task))[^1].Request;
        return (new(agent, request), request);
    }

    public static DecideApproval Allow(ApprovalRequest request) => new()
    {
        Allow = true, By = Agent.By, Role = TenantRole.Owner, Note = "", ExpectedHash = request.Hash,
    };

    public static DecideApproval Deny(ApprovalRequest request, string note) =>
        Allow(request) with { Allow = false, Note = note };
}
