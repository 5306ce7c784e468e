using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class TurnLimitTests
{
    [Fact]
    public async Task Steps_AreLimited()
    {
        await using var agent = await Agent.StartAsync(options => options.TurnStepsMax = 3);
        agent.Coordinator.Script = _ => new("", [Reply.Call("c1", "no_such_tool")]);
        await FailsAsync(agent, "steps_limit");
        // The call between the two is a step as well.
        Assert.Equal(2, agent.Coordinator.Asks.Count);
    }

    [Fact]
    public async Task Attempts_AreLimited()
    {
        await using var agent = await Agent.StartAsync(options => options.AttemptsMax = 3);
        agent.Coordinator.Script = _ => Reply.Fail(new InvalidOperationException("no"));
        await FailsAsync(agent, "step_broke");
        Assert.Equal(3, agent.Coordinator.Asks.Count);
    }

    [Fact]
    public async Task Time_OfATurn_IsLimited_AlsoInTheMiddleOfAStep()
    {
        await using var agent = await Agent.StartAsync(options => options.TurnTimeMax = TimeSpan.FromSeconds(20));
        await FailsAsync(agent, "time_limit");
        Assert.True(Assert.Single(agent.Coordinator.Asks)!.WasCancelled);
    }

    [Fact]
    public async Task Time_OfAModelCall_IsLimited()
    {
        await using var agent = await Agent.StartAsync(options => options.ModelTimeMax = TimeSpan.FromSeconds(20));
        await FailsAsync(agent, "step_time_limit");
    }

    [Fact]
    public async Task Calls_OfOneAnswer_AreLimited()
    {
        await using var agent = await Agent.StartAsync(options => options.CallsMax = 2);
        agent.Coordinator.Script = _ => Reply.Delegate("", "a", "b", "c");
        await FailsAsync(agent, "too_many_calls");
        Assert.Empty((await agent.Thread.GetStatusAsync()).Tasks);
    }

    [Theory]
    [InlineData(1_001, 0)]
    [InlineData(600, 600)]
    public async Task Characters_OfAnAnswer_AreLimited_ArgumentsToo(int text, int goal)
    {
        await using var agent = await Agent.StartAsync(options => options.AnswerCharsMax = 1_000);
        agent.Coordinator.Script = _ => goal == 0
            ? Reply.Say(new('x', text))
            : Reply.Delegate(new('x', text), new string('y', goal));
        await FailsAsync(agent, "answer_too_long");
    }

    [Fact]
    public async Task Bytes_OfARun_AreLimited()
    {
        await using var agent = await Agent.StartAsync(options =>
            (options.RunBytesMax, options.TurnMessageBytesMax) = (1 << 20, 1 << 18));
        agent.Coordinator.Script = _ => new(new('x', 600_000), [Reply.Call("c1", "no_such_tool")]);
        await FailsAsync(agent, "size_limit");
        Assert.Equal(2, agent.Coordinator.Asks.Count);
    }

    [Fact]
    public async Task OpenTasks_AreLimited_AndTheModelIsTold()
    {
        await using var agent = await Agent.StartAsync(options => options.OpenTasksMax = 1);
        await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        agent.Coordinator.Asks[0].Answer(Reply.Delegate("I started both.", "a", "b"));
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        var result = agent.Coordinator.Asks[1].Messages[^1].Contents.OfType<FunctionResultContent>().Single();
        Assert.Contains("tasks_limit", $"{result.Result}", StringComparison.Ordinal);
        Assert.Empty(await agent.EventsAsync<MessageSent>());
        Assert.Single((await agent.Thread.GetStatusAsync()).Tasks);
    }

    [Fact]
    public async Task RepeatedCallIds_AreToldApart()
    {
        await using var agent = await Agent.StartAsync();
        var call = Reply.Call("same", "task_delegate", ("goal", "g"));
        await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        agent.Coordinator.Asks[0].Answer(new("two", [call, call]));
        await agent.UntilAsync(
            async () => (await agent.Thread.GetStatusAsync()).Tasks.Length == 2, "both tasks are in the table");
    }

    private static async Task FailsAsync(Agent agent, string code)
    {
        var receipt = await agent.SayAsync("hello");
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(receipt.Run))?.Status == RunStatus.Failed, "the turn failed");
        Assert.Equal(code, Assert.Single(await agent.EventsAsync<RunFailed>(receipt.Run)).Code);
        Assert.StartsWith(
            "I could not finish this",
            Assert.Single(await agent.EventsAsync<MessageSent>()).Text,
            StringComparison.Ordinal);
    }
}
