using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Approvals;

/// <summary>
/// What was approved once happens once, however often it is said, and not at all when it was cancelled first.
/// </summary>
public sealed class ReplayTests
{
    private const int Rounds = 40;

    private static readonly Reply Send = new("", [Reply.Call("call-1", "test_send", ("text", "hello"))]);

    [Fact]
    public async Task Decision_SaidAgain_OrOfAnother_MakesNoCall()
    {
        var tool = new SendTool(ToolIdempotency.None);
        await using var agent = await StartAsync(tool);
        var random = new Random(1);
        var before = new List<(Guid Task, ApprovalRequest Request, ApprovalDecision Decision)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var (task, approval, request) = await AskedAsync(agent);
            // What was decided of others, and what nobody decided, changes nothing while it waits.
            foreach (var (_, _, decision) in before.TakeLast(3))
            {
                await agent.ExecutorOf(task).ApprovalDecidedAsync(decision);
                Assert.NotEqual(DecideOutcome.Taken, (await approval.DecideAsync(
                    Asked.Allow(request) with { ExpectedHash = $"{decision.Hash[..^1]}x" })).Outcome);
            }

            Assert.Equal(round - 1, tool.Keys.Count);
            await approval.DecideAsync(Asked.Allow(request));
            await agent.UntilAsync(task, RunStatus.Completed);
            before.Add((task, request, (await approval.GetAsync())!.Decision!));
            for (var replay = 0; replay < 10; replay++)
            {
                var (old, asked, decision) = before[random.Next(before.Count)];
                await (random.Next(3) switch
                {
                    0 => agent.ExecutorOf(old).ApprovalDecidedAsync(decision),
                    1 => new OpenApproval(agent, asked).OpenAsync(asked),
                    _ => new OpenApproval(agent, asked).DecideAsync(Asked.Allow(asked)),
                });
            }

            await agent.Cluster.RestAsync();
            Assert.Equal(round, tool.Keys.Count);
        }

        Assert.Equal(Rounds, tool.Keys.Distinct().Count());
    }

    [Fact]
    public async Task Cancelled_BeforeTheDecision_OrWithIt_IsMadeOnceAtMost_AndNeverAfterwards()
    {
        var tool = new SendTool(ToolIdempotency.None);
        await using var agent = await StartAsync(tool);
        var random = new Random(2);
        var (made, kept) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (task, approval, request) = await AskedAsync(agent);
            var calls = tool.Keys.Count;
            Func<Task>[] both =
            [
                () => approval.DecideAsync(Asked.Allow(request)),
                () => agent.ExecutorOf(task).CancelAsync(Agent.By, "enough"),
            ];
            var isCancelFirst = random.Next(2) == 0;
            var isWaitedFor = random.Next(2) == 0;
            var first = both[isCancelFirst ? 1 : 0]();
            if (isWaitedFor) await first;
            if (isWaitedFor && !isCancelFirst)
                await agent.UntilAsync(() => Task.FromResult(tool.Keys.Count > calls), "the call is made");
            await Task.WhenAll(first, both[isCancelFirst ? 0 : 1]());
            await agent.UntilAsync(
                async () => (await agent.RunAsync(task))!.EndedUs is not null, "the task has ended");
            await agent.Cluster.RestAsync();
            var came = tool.Keys.Count - calls;
            Assert.InRange(came, 0, isCancelFirst && isWaitedFor ? 0 : 1);
            if (came > 0) made++;
            else kept++;
        }

        Assert.True(made > 0 && kept > 0, $"{made} made, {kept} not.");
    }

    private static async Task<Agent> StartAsync(SendTool tool)
    {
        var agent = await Agent.StartAsync(tools: tool);
        await Asked.SetPolicyAsync(agent, SendTool.AskedEachTime);
        agent.Coordinator.Script = ask => ask.Last == "do it"
            ? Reply.Delegate("I started it.", "goal")
            : Reply.Say("fine");
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Send : Reply.Say("done");
        return agent;
    }

    private static async Task<(Guid Task, OpenApproval Approval, ApprovalRequest Request)> AskedAsync(Agent agent)
    {
        var tasks = (await agent.EventsAsync<TaskDelegated>()).Count;
        await agent.SayAsync("do it", mode: QueueMode.Queue);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<TaskDelegated>()).Count > tasks, "the task is delegated");
        var task = (await agent.EventsAsync<TaskDelegated>())[tasks].Contract.Task;
        await agent.UntilAsync(task, RunStatus.Parked);
        var (approval, request) = await Asked.LastAsync(agent, task);
        await agent.UntilAsync(async () => await approval.GetAsync() is not null, "it is asked");
        return (task, approval, request);
    }
}
