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
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.True(agent.Coordinator.Asks[0].WasCancelled);
        agent.Coordinator.Asks[0].Answer(Reply.Say("too late"));
        Assert.Equal(["hello", "and this"], agent.Coordinator.Asks[1].Messages.TakeLast(2).Select(one => one.Text));
        agent.Coordinator.Asks[1].Answer(Reply.Say("both"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal("both", Assert.Single(await agent.EventsAsync<MessageSent>()).Text);
        var superseded = Assert.Single(await agent.EventsAsync<StepSuperseded>(receipt.Run));
        Assert.Equal(1, superseded.Attempt);
    }

    [Fact]
    public async Task Steering_WhileAStepIsRetried_DoesNotWaitForTheRetry()
    {
        await using var agent = await Agent.StartAsync();
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        agent.Coordinator.Asks[0].Answer(Reply.Fail(new InvalidOperationException("The provider hangs up.")));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ModelFailed>(receipt.Run)).Count == 1, "the model failed");
        // No time passes here, so the step would never be tried again.
        await agent.SayAsync("and this");
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Equal("and this", agent.Coordinator.Asks[1].Last);
        agent.Coordinator.Asks[1].Answer(Reply.Say("both"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
    }

    [Fact]
    public async Task Steering_WhileACallIsMade_ComesBehindItsResult()
    {
        await using var agent = await Agent.StartAsync();
        await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        var (begun, searched) = (new TaskCompletionSource(), new TaskCompletionSource());
        agent.Searching = () =>
        {
            begun.TrySetResult();
            return searched.Task;
        };
        agent.Coordinator.Asks[0].Answer(new("", [Reply.Call("c1", "memory_recall", ("query", "anything"))]));
        await begun.Task;
        await agent.SayAsync("and this");
        Assert.Single(agent.Coordinator.Asks);
        searched.SetResult();
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Equal(
            [ChatRole.Assistant, ChatRole.Tool, ChatRole.User],
            agent.Coordinator.Asks[1].Messages.TakeLast(3).Select(message => message.Role));
    }

    [Fact]
    public async Task Steering_AgainAndAgain_LeavesStepsForTheAnswer()
    {
        await using var agent = await Agent.StartAsync(options => options.TurnStepsMax = 4);
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        await agent.SayAsync("and a");
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        await agent.SayAsync("and b");
        await agent.UntilAskedAsync(agent.Coordinator, 3);
        // Half of the steps are used, so this one is waited for.
        await agent.SayAsync("and c");
        Assert.Equal("and b", agent.Coordinator.Asks[2].Last);
        Assert.False(agent.Coordinator.Asks[2].WasCancelled);
        agent.Coordinator.Asks[2].Answer(Reply.Say("first"));
        await agent.UntilAskedAsync(agent.Coordinator, 4);
        Assert.Equal("and c", agent.Coordinator.Asks[3].Last);
        agent.Coordinator.Asks[3].Answer(Reply.Say("all"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
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
