using Microsoft.Extensions.AI;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Approvals;

public sealed class ApprovalTests
{
    [Fact]
    public async Task Call_WaitsForAPerson_AndIsMadeOnce()
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await Asked.OfAsync(agent);
        Assert.Equal("""{"command":"ls"}""", request.Act.Arguments);
        Assert.Equal(["admin", "owner"], request.Of.Order());
        Assert.Empty(agent.Sandboxes.Opened);
        var listed = Assert.Single(await ListAsync(agent, ApprovalStatus.Open));
        Assert.Equal((request.Approval, request.Hash), (listed.Id.Value, listed.Hash));

        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(Asked.Allow(request))).Outcome);
        Assert.Equal(DecideOutcome.Taken, (await approval.DecideAsync(Asked.Allow(request))).Outcome);
        Assert.Equal(
            DecideOutcome.AlreadyDecided, (await approval.DecideAsync(Asked.Deny(request, ""))).Outcome);
        await agent.UntilAskedAsync(agent.Executor, 2);
        var decision = (await approval.GetAsync())!.Decision!;
        await agent.ExecutorOf(task).ApprovalDecidedAsync(decision);
        await approval.OpenAsync(request);
        await agent.ExecutorOf(task).RecoverAsync();
        await agent.Cluster.RestAsync();
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
        Assert.Single(await agent.EventsAsync<ApprovalDecided>(task));
        Assert.Empty(await ListAsync(agent, ApprovalStatus.Open));
    }

    [Fact]
    public async Task Denied_IsToldToTheModel()
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, request) = await Asked.OfAsync(agent);
        await approval.DecideAsync(Asked.Deny(request, "not today"));
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Contains("denied_by_person", Told(agent), StringComparison.Ordinal);
        Assert.Contains("not today", Told(agent), StringComparison.Ordinal);
        Assert.Empty(agent.Sandboxes.Opened);
    }

    [Fact]
    public async Task Expired_CountsAsDenied_AndIsTold()
    {
        await using var agent = await Agent.StartAsync(options => options.ApprovalTimeMax = TimeSpan.FromMinutes(3));
        var (task, approval, request) = await Asked.OfAsync(agent);
        await agent.PassUntilAsync(
            () => Task.FromResult(agent.Executor.Asks.Count > 1), "the model is told", secondsMax: 800);
        Assert.Contains("approval_expired", Told(agent), StringComparison.Ordinal);
        Assert.Equal(DecideOutcome.Expired, (await approval.DecideAsync(Asked.Allow(request))).Outcome);
        Assert.Single(await agent.EventsAsync<ApprovalExpired>(task));
        Assert.Empty(agent.Sandboxes.Opened);
    }

    [Fact]
    public async Task Cancelled_IsWithdrawn_AndNothingRuns()
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await Asked.OfAsync(agent);
        await agent.ExecutorOf(task).CancelAsync(Agent.By, "enough");
        await agent.UntilAsync(
            async () => (await approval.GetAsync())!.Status is ApprovalStatus.Withdrawn, "it is withdrawn");
        Assert.Equal(DecideOutcome.AlreadyDecided, (await approval.DecideAsync(Asked.Allow(request))).Outcome);
        await agent.Cluster.RestAsync();
        Assert.Empty(agent.Sandboxes.Opened);
        Assert.Equal(RunStatus.Cancelled, (await agent.RunAsync(task))!.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Race_OfApproveAndCancel_EndsInOneOfBoth(bool approveFirst)
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await Asked.OfAsync(agent);
        Task[] both = approveFirst
            ? [approval.DecideAsync(Asked.Allow(request)), agent.ExecutorOf(task).CancelAsync(Agent.By, "")]
            : [agent.ExecutorOf(task).CancelAsync(Agent.By, ""), approval.DecideAsync(Asked.Allow(request))];
        await Task.WhenAll(both);
        await agent.UntilAsync(task, RunStatus.Cancelled);
        await agent.Cluster.RestAsync();
        Assert.InRange(agent.Sandboxes.Opened.Sum(sandbox => sandbox.Commands.Count), 0, 1);
        Assert.True((await approval.GetAsync())!.Status is ApprovalStatus.Allowed or ApprovalStatus.Withdrawn);
    }

    [Fact]
    public async Task PolicyThatChanged_IsAskedAnew()
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await Asked.OfAsync(agent);
        await Asked.SetPolicyAsync(agent, Asked.EachTime + "\n");
        await approval.DecideAsync(Asked.Allow(request));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ApprovalRequested>(task)).Count == 2, "it is asked anew");
        Assert.Empty(agent.Sandboxes.Opened);
        var (anew, second) = await Asked.LastAsync(agent, task);
        Assert.NotEqual(request.Hash, second.Hash);
        await agent.UntilAsync(async () => await anew.GetAsync() is not null, "it is asked");
        Assert.Equal(DecideOutcome.ActChanged, (await anew.DecideAsync(Asked.Allow(request))).Outcome);
        await anew.DecideAsync(Asked.Allow(second));
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
    }

    [Fact]
    public async Task Wish_ThatDoesNotFit_IsAskedOfNobody()
    {
        await using var agent = await Agent.StartAsync();
        await Asked.SetPolicyAsync(agent, Asked.EachTime);
        agent.Executor.Script = ask => ask.Messages.Count == 2
            ? new("", [Reply.Call("call-1", "shell_run", ("cmd", "ls"))])
            : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Contains("/cmd", Told(agent), StringComparison.Ordinal);
        Assert.Empty(await agent.EventsAsync<ApprovalRequested>(task));
    }

    [Fact]
    public async Task OnlyWhoIsAsked_Decides()
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, request) = await Asked.OfAsync(agent);
        var member = Asked.Allow(request) with { By = Ids.Of(9), Role = TenantRole.Member };
        Assert.Equal(DecideOutcome.NotAnApprover, (await approval.DecideAsync(member)).Outcome);
        Assert.Equal(ApprovalStatus.Open, (await approval.GetAsync())!.Status);
    }

    [Fact]
    public async Task AskedOnce_MakesAGrant_AndTheNextCallPasses()
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await Asked.OfAsync(agent, Asked.Once);
        Assert.NotNull(request.Offer);
        await approval.DecideAsync(Asked.Allow(request));
        await agent.UntilAskedAsync(agent.Executor, 2);
        agent.Executor.Asks[1].Answer(Reply.Shell("ls"));
        await agent.UntilAskedAsync(agent.Executor, 3);
        Assert.Equal(["ls", "ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
        var passed = (await agent.EventsAsync<PolicyDecided>(task))[^1];
        Assert.Equal(request.Approval, passed.Grant);
        Assert.Single(await agent.EventsAsync<ApprovalRequested>(task));
    }

    [Fact]
    public async Task Restart_WhileItWaits_AndAfterTheDecision_LosesNothing()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var (task, approval, request) = await Asked.OfAsync(agent);
        await agent.Cluster.StopAndRestartAsync();
        Assert.Equal(ApprovalStatus.Open, (await approval.GetAsync())!.Status);
        Assert.Equal(RunStatus.Parked, (await agent.RunAsync(task))!.Status);
        await approval.DecideAsync(Asked.Allow(request));
        await agent.Cluster.StopAndRestartAsync();
        await agent.PassUntilAsync(
            () => Task.FromResult(agent.Executor.Asks.Count > 1), "the call is made");
        Assert.Single(await agent.EventsAsync<ApprovalDecided>(task));
        Assert.Single(await agent.EventsAsync<ToolCompleted>(task));
    }

    [Fact]
    public async Task Coordinator_DoesNotWait_AndIsToldToDelegate()
    {
        await using var agent = await Agent.StartAsync();
        var policy = Asked.EachTime.Replace("shell.run", "task.delegate", StringComparison.Ordinal);
        await Asked.SetPolicyAsync(agent, policy);
        agent.Coordinator.Script = ask => ask.Messages.Any(message => message.Role == ChatRole.Tool)
            ? Reply.Say("I see")
            : Reply.Delegate("", "goal");
        var receipt = await agent.SayAsync("do it");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal("needs_approval", Assert.Single(await agent.EventsAsync<ToolFailed>(receipt.Run)).Code);
        Assert.Empty(await agent.EventsAsync<TaskDelegated>());
    }

    [Fact]
    public async Task LostCommits_OfTheDecision_ChangeNothing()
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, request) = await Asked.OfAsync(agent);
        // The first write is the reminder, which has the decision delivered.
        agent.Faults.Plant(WriteFault.None, WriteFault.DurableButUnknown);
        await approval.DecideAsync(Asked.Allow(request));
        await agent.PassUntilAsync(
            () => Task.FromResult(agent.Executor.Asks.Count > 1), "the call is made");
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
    }

    private static async Task<ImmutableArray<ApprovalSummary>> ListAsync(Agent agent, ApprovalStatus? status) =>
        (await agent.Service<IHistory>().ListApprovalsAsync(
            agent.Id.Tenant, agent.Workspace, status, null, 10, CancellationToken.None)).Items;

    private static string Told(Agent agent) => string.Concat(agent.Executor.Asks[1].Messages[^1].Contents
        .OfType<FunctionResultContent>()
        .Select(result => $"{result.Result}"));
}
