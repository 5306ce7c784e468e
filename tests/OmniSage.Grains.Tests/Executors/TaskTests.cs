using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Executors;

public sealed class TaskTests
{
    [Fact]
    public async Task Task_IsDone_AndItsResultGetsATurn()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("ls") : Reply.Say("it is done");
        await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Contains("it is done", agent.Coordinator.Asks[1].Last, StringComparison.Ordinal);
        var finished = Assert.Single(await agent.EventsAsync<TaskFinished>());
        Assert.Equal(TaskEnd.Unverified, finished.Result.End);
        var sandbox = Assert.Single(agent.Sandboxes.Opened);
        Assert.Equal(["ls"], sandbox!.Commands);
        await agent.UntilAsync(() => Task.FromResult(sandbox.IsDisposed), "the sandbox is gone");
        Assert.NotNull((await agent.RunAsync(finished.Run))!.ClosedSeq);
    }

    [Fact]
    public async Task Result_IsDeliveredUntilItIsTaken_AndTakenOnce()
    {
        await using var agent = await Agent.StartAsync();
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 1);
        // The executor's own write succeeds, then the coordinator cannot take the result twice.
        agent.Faults.Plant(WriteFault.None, WriteFault.Lost, WriteFault.DurableButUnknown);
        agent.Executor.Asks[0].Answer(Reply.Say("done"));
        await agent.PassUntilAsync(
            async () => (await agent.EventsAsync<TaskFinished>()).Count > 0 && agent.Coordinator.Asks.Count > 1,
            "the result is taken");
        await agent.ExecutorOf(task).RecoverAsync();
        await agent.Cluster.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Single(await agent.EventsAsync<TaskFinished>());
    }

    [Fact]
    public async Task PlaceThatWasGrantedLongAgo_IsNone()
    {
        await using var agent = await Agent.StartAsync(options => options.ExecutorsMax = 1);
        await Delegation.OfAsync(agent, "first");
        await agent.UntilAskedAsync(agent.Executor, 1);
        var waiting = await Delegation.OfAsync(agent, "second");
        await agent.UntilAsync(waiting, RunStatus.Parked);

        // As a call that comes late, or once more, from before the task gave its place back.
        await agent.ExecutorOf(waiting).PlaceGrantedAsync();
        await agent.Cluster.RestAsync();

        Assert.Equal(RunStatus.Parked, (await agent.RunAsync(waiting))!.Status);
        Assert.Single(agent.Executor.Asks);
        agent.Executor.Asks[0].Answer(Reply.Say("done"));
        await agent.UntilAskedAsync(agent.Executor, 2);
    }

    [Fact]
    public async Task Commands_OfATask_Repeated_ChangeNothing()
    {
        await using var agent = await Agent.StartAsync();
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 1);
        var contract = Assert.Single(await agent.EventsAsync<TaskDelegated>()).Contract;
        var before = (await agent.EventsAsync(task)).Count;
        await agent.ExecutorOf(task).StartAsync(contract);
        await agent.ExecutorOf(task).PlaceGrantedAsync();
        await agent.ExecutorOf(task).RecoverAsync();
        await agent.Thread.RecoverAsync();
        await agent.Cluster.RestAsync();
        Assert.Equal(before, (await agent.EventsAsync(task)).Count);
        Assert.Single(agent.Executor.Asks);
        Assert.Equal(CancelOutcome.Cancelled, await agent.ExecutorOf(task).CancelAsync(Agent.By, "x"));
        Assert.Equal(CancelOutcome.AlreadyEnded, await agent.ExecutorOf(task).CancelAsync(Agent.By, "x"));
        Assert.Equal(CancelOutcome.NotFound, await agent.ExecutorOf(Ids.Of(77)).CancelAsync(Agent.By, "x"));
    }

    [Fact]
    public async Task ToolsFault_IsAnAnswerToTheModel()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count == 2
            ? new("", [Reply.Call("c1", "shell_run", ("nonsense", 1)), Reply.Call("c2", "no_such_tool")])
            : Reply.Say("I see");
        await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 2);
        var told = string.Concat(agent.Executor.Asks[1].Messages.TakeLast(2)
            .SelectMany(message => message.Contents)
            .OfType<Microsoft.Extensions.AI.FunctionResultContent>()
            .Select(result => $"{result.Result}"));
        Assert.Contains("invalid_arguments", told, StringComparison.Ordinal);
        Assert.Contains("no_such_tool", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, TaskEnd.Verified, 1)]
    [InlineData(1, TaskEnd.Failed, 3)]
    public async Task Checks_DecideHowATaskEnds(int exitCode, TaskEnd expected, int answers)
    {
        await using var agent = await Agent.StartAsync();
        agent.Sandboxes.Run = (_, _) => Task.FromResult(exitCode);
        agent.Executor.Script = _ => Reply.Say("done");
        await Delegation.WithChecksAsync(agent, "goal", "test -f it");
        await agent.UntilAsync(async () => (await agent.EventsAsync<TaskFinished>()).Count == 1, "the task ended");
        Assert.Equal(expected, (await agent.EventsAsync<TaskFinished>())[0].Result.End);
        Assert.Equal(answers, agent.Executor.Asks.Count);
    }

    [Fact]
    public async Task Check_ThatCouldNotBeRun_IsTriedAgain()
    {
        await using var agent = await Agent.StartAsync();
        var opened = 0;
        agent.Sandboxes.Opening = _ => opened++ == 0
            ? throw new Sandbox.SandboxException(Sandbox.SandboxException.StartFailed, retryable: true, "Not now.")
            : Task.CompletedTask;
        agent.Executor.Script = _ => Reply.Say("done");
        await Delegation.WithChecksAsync(agent, "goal", "true");
        await agent.PassUntilAsync(async () => (await agent.EventsAsync<TaskFinished>()).Count == 1, "the task ended");
        Assert.Equal(TaskEnd.Verified, (await agent.EventsAsync<TaskFinished>())[0].Result.End);
        Assert.Single(agent.Executor.Asks);
    }
}
