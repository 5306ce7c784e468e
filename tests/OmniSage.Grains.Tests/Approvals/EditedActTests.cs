using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Workspaces;

namespace OmniSage.Grains.Tests.Approvals;

/// <summary>What becomes of an act that a person edits before allowing it.</summary>
public sealed class EditedActTests
{
    [Fact]
    public async Task EditedAct_IsWhatIsMade()
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await Asked.OfAsync(agent);
        var edited = Asked.Allow(request) with { Arguments = "{ \"command\": \"pwd\" }" };
        Assert.Equal(
            DecideOutcome.Refused, (await approval.DecideAsync(edited with { Arguments = "[]" })).Outcome);
        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(edited)).Outcome);
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(["pwd"], Assert.Single(agent.Sandboxes.Opened).Commands);
        var requested = Assert.Single(await agent.EventsAsync<ToolRequested>(task));
        Assert.Equal("""{"command":"pwd"}""", requested.Call.Arguments);
    }

    [Fact]
    public async Task EditedAct_PassesByItsApproval_AndUsesNoGrant()
    {
        await using var agent = await Agent.StartAsync();
        var (_, first, granted) = await Asked.OfAsync(agent, Asked.Once);
        await first.DecideAsync(Asked.Allow(granted));
        await agent.UntilAskedAsync(agent.Executor, 2);
        agent.Executor.Asks[^1].Answer(Reply.Say("done"));
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("pwd") : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(task, RunStatus.Parked);
        var (approval, request) = await Asked.LastAsync(agent, task);
        await agent.UntilAsync(async () => await approval.GetAsync() is not null, "it is asked");

        var edited = Asked.Allow(request) with { Arguments = granted.Act.Arguments };
        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(edited)).Outcome);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ToolCompleted>(task)).Count > 0, "the edited call is made");
        var workspace = agent.Grain<IWorkspaceGrain>(new WorkspaceId(agent.Id.Tenant, agent.Workspace).ToGrainKey());
        Assert.Equal(0, Assert.Single((await workspace.GetPolicyAsync()).Grants).Uses);
    }

    [Theory]
    [InlineData("""{"command":5}""", "/command: It must be a string")]
    [InlineData("""{"cmd":"ls"}""", "/cmd")]
    [InlineData("""{"command":"ls","shell":"zsh"}""", "/shell")]
    public async Task EditedArguments_ThatDoNotFit_AreRefusedWithThePlaces(string edited, string place)
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, request) = await Asked.OfAsync(agent);
        var receipt = await approval.DecideAsync(Asked.Allow(request) with { Arguments = edited });
        Assert.Equal(DecideOutcome.Refused, receipt.Outcome);
        Assert.Contains(place, receipt.Why, StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Open, (await approval.GetAsync())!.Status);
        await agent.Cluster.RestAsync();
        Assert.Empty(agent.Sandboxes.Opened);
    }
}
