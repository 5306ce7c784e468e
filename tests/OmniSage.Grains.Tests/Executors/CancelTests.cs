using OmniSage.Grains.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Executors;

public sealed class CancelTests
{
    [Fact]
    public async Task Cancel_WhileATaskRuns_EndsItsStepAndItsSandbox()
    {
        await using var agent = await Agent.StartAsync();
        var killed = false;
        agent.Sandboxes.Run = async (_, ct) =>
        {
            await using var end = ct.Register(() => killed = true);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return 0;
        };
        agent.Executor.Script = _ => Reply.Shell("while true; do :; done");
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(
            () => Task.FromResult(agent.Sandboxes.Opened is [{ Commands.Count: 1 }]), "the command runs");
        Assert.Equal(CancelOutcome.Cancelled, await agent.Thread.CancelAsync(new(agent.Id.Tenant, task), Agent.By));
        await agent.UntilAsync(task, RunStatus.Cancelled);
        await agent.UntilAsync(() => Task.FromResult(agent.Sandboxes.Opened[0].IsDisposed), "the sandbox is gone");
        Assert.True(killed);
        await agent.UntilAsync(async () => (await agent.EventsAsync<TaskFinished>()).Count == 1, "the result is taken");
        Assert.Null((await agent.EventsAsync<TaskFinished>())[0].Turn);
    }

    [Fact]
    public async Task Cancel_WhileTheSandboxOpens_LeavesNoSandboxBehind()
    {
        await using var agent = await Agent.StartAsync();
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isOpening = false;
        agent.Sandboxes.Opening = _ =>
        {
            isOpening = true;
            return opening.Task;
        };
        agent.Executor.Script = _ => Reply.Shell("ls");
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(() => Task.FromResult(isOpening), "the sandbox opens");
        await agent.Thread.CancelAsync(new(agent.Id.Tenant, task), Agent.By);
        await agent.UntilAsync(task, RunStatus.Cancelled);
        opening.SetResult();
        await agent.UntilAsync(
            () => Task.FromResult(agent.Sandboxes.Opened is [{ IsDisposed: true }]), "the late sandbox is gone");
    }

    [Fact]
    public async Task Cancel_WhileATaskIsParked_GivesUpItsPlaceInTheQueue()
    {
        await using var agent = await Agent.StartAsync(options => options.ExecutorsMax = 1);
        var first = await Delegation.OfAsync(agent, "first");
        await agent.UntilAskedAsync(agent.Executor, 1);
        var second = await Delegation.OfAsync(agent, "second");
        await agent.UntilAsync(second, RunStatus.Parked);
        var third = await Delegation.OfAsync(agent, "third");
        await agent.UntilAsync(third, RunStatus.Parked);
        await agent.Thread.CancelAsync(new(agent.Id.Tenant, second), Agent.By);
        await agent.UntilAsync(second, RunStatus.Cancelled);
        agent.Executor.Asks[0].Answer(Reply.Say("done"));
        await agent.UntilAsync(first, RunStatus.Completed);
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal("third", agent.Executor.Asks[1].Last);
    }

    [Fact]
    public async Task Cancel_OfATaskNeverStarted_EndsIt()
    {
        await using var agent = await Agent.StartAsync();
        var contract = Coordinators.Threads.Contract(40, 20) with { Thread = agent.Id.Value };
        Assert.Equal(CancelOutcome.NotFound, await agent.ExecutorOf(contract.Task).CancelAsync(Agent.By, "x"));
        await agent.ExecutorOf(contract.Task).StartAsync(contract);
        Assert.Equal(CancelOutcome.Cancelled, await agent.ExecutorOf(contract.Task).CancelAsync(Agent.By, "x"));
        await agent.UntilAsync(contract.Run, RunStatus.Cancelled);
    }

    [Fact]
    public async Task Cancel_ThatTheExecutorNeverHeardOf_IsHeardAfterARestart()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 1);
        await agent.UntilAsync(async () => (await agent.Thread.GetStatusAsync()).Turn is null, "the turn has ended");
        // The executor is still trying to write it when the silo stops.
        agent.Faults.Plant(WriteFault.None);
        for (var number = 0; number < 7; number++) agent.Faults.Plant(WriteFault.Lost);
        await agent.Thread.CancelAsync(new(agent.Id.Tenant, task), Agent.By);
        await agent.Cluster.RestAsync();
        Assert.Equal(RunStatus.Running, (await agent.RunAsync(task))!.Status);
        var restarted = agent.Cluster.StopAndRestartAsync();
        await agent.Cluster.PassAsync(DraftWriter.SettleTimeMax, TimeSpan.FromMilliseconds(25));
        await restarted;
        await agent.UntilAsync(task, RunStatus.Cancelled);
    }
}
