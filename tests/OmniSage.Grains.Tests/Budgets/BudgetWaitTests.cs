using OmniSage.GrainInterfaces.Budgets;

namespace OmniSage.Grains.Tests.Budgets;

/// <summary>A task whose budget is used up waits, and goes on.</summary>
public sealed class BudgetWaitTests
{
    private static readonly BudgetLimit Tight = new(BudgetLevel.Agent, BudgetPeriod.Day, 30_000, null);

    [Fact]
    public async Task ATaskWithoutBudget_Waits_HoldsNoPlace_AndTellsItsThread()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        var task = await WaitingTaskAsync(agent);

        Assert.Equal("budget", (await agent.EventsAsync<RunParked>(task))[^1].Reason);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<BudgetShort>()).Count == 1, "the thread is told");
        var told = (await agent.EventsAsync<MessageSent>()).Single(one => one.Run == task).Text;
        Assert.StartsWith("Task 1 waits. The budget does not allow the next", told, StringComparison.Ordinal);
        Assert.Contains($"omnisage budget grant {task:N}", told, StringComparison.Ordinal);
        var status = (await agent.SayAsync("/status")).Run;
        await agent.UntilAsync(status, RunStatus.Completed);
        var says = (await agent.EventsAsync<MessageSent>()).Single(one => one.Run == status).Text;
        Assert.Contains("task 1  budget", says, StringComparison.Ordinal);
        Assert.Contains("Task 1 waits. The budget", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGrant_LetsItGoOn_OnceHoweverOftenItIsSent()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        var task = await WaitingTaskAsync(agent);

        var few = await agent.ExecutorOf(task).GrantBudgetAsync(Ids.Of(70), new(1, 0), Agent.By);
        Assert.Equal(GrantOutcome.Granted, few);
        Assert.Equal(RunStatus.Parked, (await agent.RunAsync(task))!.Status);
        foreach (var _ in new[] { 1, 2 })
            Assert.Equal(
                GrantOutcome.Granted,
                await agent.ExecutorOf(task).GrantBudgetAsync(Ids.Of(71), new(100_000, 0), Agent.By));

        await agent.UntilAsync(task, RunStatus.Completed);
        Assert.Equal(2, (await agent.EventsAsync<BudgetGranted>(task)).Count);
        Assert.True((await agent.EventsAsync<BudgetReserved>(task))[^1].IsExtra);
        Assert.Equal(
            GrantOutcome.AlreadyEnded,
            await agent.ExecutorOf(task).GrantBudgetAsync(Ids.Of(72), new(1, 0), Agent.By));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<BudgetShort>())[^1].Shortage is null, "the thread is told");
    }

    [Fact]
    public async Task ARaisedLimit_LetsItGoOnByItself()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        var task = await WaitingTaskAsync(agent);

        agent.Budgets!.Set(Tight with { Money = 1_000_000 });

        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "it goes on");
    }

    [Fact]
    public async Task ARaisedLimit_WithoutAFreePlace_IsWaitedForOnce()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets(), executorsMax: 1);
        var task = await WaitingTaskAsync(agent);
        agent.Executor.Script = ask => ask.Last == "other" ? null : Reply.Say("done").Took(1, 1);
        agent.Coordinator.Script = _ => null;
        agent.Budgets!.Set();
        var other = await Delegation.OfAsync(agent, "other");
        await agent.UntilAsync(other, RunStatus.Running);

        await agent.Cluster.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));

        Assert.Equal("place", (await agent.EventsAsync<RunParked>(task))[^1].Reason);
        Assert.InRange((await agent.EventsAsync<RunParked>(task)).Count, 2, 3);
    }

    [Fact]
    public async Task ANewDay_LetsItGoOnByItself()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        var task = await WaitingTaskAsync(agent);

        agent.Time.Advance(TimeSpan.FromDays(1));

        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "it goes on");
    }

    [Fact]
    public async Task Cancel_EndsIt()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        var task = await WaitingTaskAsync(agent);

        await agent.SayAsync("/cancel 1");

        await agent.UntilAsync(task, RunStatus.Cancelled);
    }

    [Fact]
    public async Task Grants_AreBounded()
    {
        await using var agent = await Agent.StartAsync(new ScriptedBudgets());
        var task = await WaitingTaskAsync(agent);
        for (var at = 0; at < OmniSage.Grains.Executors.ExecutorGrain.GrantsMax; at++)
            await agent.ExecutorOf(task).GrantBudgetAsync(Ids.Of(1_000 + at), new(1, 0), Agent.By);

        Assert.Equal(
            GrantOutcome.TooMany, await agent.ExecutorOf(task).GrantBudgetAsync(Ids.Of(71), new(1, 0), Agent.By));
    }

    /// <summary>Its first call takes nearly all that it may, so that there is no room for a second one.</summary>
    private static async Task<Guid> WaitingTaskAsync(Agent agent)
    {
        agent.Executor.Script = ask => ask.Messages.Count == 2
            ? Reply.Shell("ls").Took(25_000, 0)
            : Reply.Say("done").Took(10, 10);
        agent.Budgets!.Set();
        var asked = agent.Coordinator.Asks.Count;
        await agent.SayAsync("do it");
        await agent.UntilAskedAsync(agent.Coordinator, asked + 1);
        agent.Budgets.Set(Tight);
        agent.Coordinator.Script = _ => Reply.Say("told").Took(1, 1);
        agent.Coordinator.Asks[asked].Answer(Reply.Delegate("I started it.", "goal").Took(1, 1));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<TaskDelegated>()).Count == 1, "the task is delegated");
        var task = (await agent.EventsAsync<TaskDelegated>())[0].Contract.Task;
        await agent.UntilAsync(async () =>
            (await agent.EventsAsync<RunParked>(task)).Any(one => one.Reason == "budget"), "it waits");
        return task;
    }
}
