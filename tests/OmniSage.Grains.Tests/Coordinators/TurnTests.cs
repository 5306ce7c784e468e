using Microsoft.Extensions.AI;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class TurnTests
{
    [Fact]
    public async Task Steering_BeforeTheAnswer_IsReadBeforeTheTurnEnds()
    {
        await using var agent = await Agent.StartAsync();
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        Assert.Equal(receipt.Run, (await agent.SayAsync("and this")).Run);
        agent.Coordinator.Asks[0].Answer(Reply.Say("first"));
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Equal("and this", agent.Coordinator.Asks[1].Last);
        agent.Coordinator.Asks[1].Answer(Reply.Say("both"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal("both", Assert.Single(await agent.EventsAsync<MessageSent>()).Text);
    }

    [Fact]
    public async Task Steering_WhileAStepIsRetried_IsReadBeforeTheTurnEnds()
    {
        await using var agent = await Agent.StartAsync();
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        await agent.SayAsync("and this");
        agent.Coordinator.Asks[0].Answer(Reply.Fail(new InvalidOperationException("The provider hangs up.")));
        await agent.PassUntilAsync(() => Task.FromResult(agent.Coordinator.Asks.Count == 2), "the step is retried");
        Assert.Equal("hello", agent.Coordinator.Asks[1].Last);
        agent.Coordinator.Asks[1].Answer(Reply.Say("first"));
        await agent.UntilAskedAsync(agent.Coordinator, 3);
        Assert.Equal("and this", agent.Coordinator.Asks[2].Last);
        agent.Coordinator.Asks[2].Answer(Reply.Say("both"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
    }

    [Fact]
    public async Task Steering_WithDelegations_ComesBehindTheirResults()
    {
        await using var agent = await Agent.StartAsync();
        await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        await agent.SayAsync("and this");
        agent.Coordinator.Asks[0].Answer(Reply.Delegate("I started it.", "goal"));
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Equal(
            [ChatRole.Assistant, ChatRole.Tool, ChatRole.User],
            agent.Coordinator.Asks[1].Messages.TakeLast(3).Select(message => message.Role));
    }

    [Fact]
    public async Task Interrupt_CancelsTheTurn_AndGoesBeforeWhatWaits()
    {
        await using var agent = await Agent.StartAsync();
        var first = await agent.SayAsync("first");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        var queued = await agent.SayAsync("queued", mode: QueueMode.Queue);
        var urgent = await agent.SayAsync("urgent", mode: QueueMode.Interrupt);
        await agent.UntilAsync(first.Run, RunStatus.Cancelled);
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.True(agent.Coordinator.Asks[0].WasCancelled);
        Assert.Equal("urgent", agent.Coordinator.Asks[1].Last);
        agent.Coordinator.Asks[1].Answer(Reply.Say("done"));
        await agent.UntilAsync(urgent.Run, RunStatus.Completed);
        await agent.UntilAskedAsync(agent.Coordinator, 3);
        Assert.Equal("queued", agent.Coordinator.Asks[2].Last);
        Assert.Equal(queued.Run, (await agent.Thread.GetStatusAsync()).Turn);
    }

    [Fact]
    public async Task Collected_MessagesGetOneTurn()
    {
        await using var agent = await Agent.StartAsync();
        await agent.SayAsync("first");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        var one = await agent.SayAsync("one", mode: QueueMode.Collect);
        var two = await agent.SayAsync("two", mode: QueueMode.Collect);
        Assert.Equal(one.Run, two.Run);
        agent.Coordinator.Asks[0].Answer(Reply.Say("done"));
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Equal(["one", "two"], agent.Coordinator.Asks[1].Messages.TakeLast(2).Select(message => message.Text));
    }

    [Fact]
    public async Task LateReport_OfAnotherAttempt_IsDropped()
    {
        await using var agent = await Agent.StartAsync();
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        var before = (await agent.EventsAsync(receipt.Run)).Count;
        foreach (var (step, attempt) in new[] { (1, 2), (2, 1), (0, 1) })
        {
            await agent.Thread.StepFinishedAsync(new ModelAnswered
            {
                Run = new(agent.Id.Tenant, receipt.Run),
                Step = step,
                Attempt = attempt,
                Text = "late",
                Calls = [],
                Usage = new(0, 0),
                Model = "m",
            });
        }

        Assert.Equal(before, (await agent.EventsAsync(receipt.Run)).Count);
    }

    [Theory]
    [InlineData("/cancel", "Cancelled the running turn.")]
    [InlineData("/cancel all", "Cancelled 2 turns and 0 tasks.")]
    public async Task CancelCommand_EndsTheTurn_Once(string command, string answer)
    {
        await using var agent = await Agent.StartAsync();
        var first = await agent.SayAsync("first");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        var second = await agent.SayAsync("second", mode: QueueMode.Queue);
        await agent.SayAsync(command, "c1");
        await agent.SayAsync(command, "c1");
        Assert.Equal(answer, Assert.Single(await agent.EventsAsync<MessageSent>()).Text);
        await agent.UntilAsync(first.Run, RunStatus.Cancelled);
        var status = await agent.Thread.GetStatusAsync();
        Assert.Equal(command == "/cancel" ? second.Run : null, status.Turn);
        var again = await agent.Thread.CancelAsync(new(agent.Id.Tenant, first.Run), Agent.By);
        Assert.Equal(CancelOutcome.AlreadyEnded, again);
    }

    [Theory]
    [InlineData("queue", QueueMode.Queue)]
    [InlineData("Collect", QueueMode.Collect)]
    [InlineData("1", QueueMode.Steer)]
    [InlineData("+1", QueueMode.Steer)]
    [InlineData("steer,queue", QueueMode.Steer)]
    public async Task ConfigCommand_SetsTheModeByItsNameOnly(string word, QueueMode expected)
    {
        await using var agent = await Agent.StartAsync();
        await agent.SayAsync($"/config mode {word}");
        Assert.Equal(expected, (await agent.Thread.GetStatusAsync()).Mode);
    }
}
