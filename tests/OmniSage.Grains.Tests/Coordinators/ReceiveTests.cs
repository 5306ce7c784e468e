namespace OmniSage.Grains.Tests.Coordinators;

public sealed class ReceiveTests
{
    [Fact]
    public async Task Message_IsAnswered_AndTheThreadIsIdleAgain()
    {
        await using var agent = await Agent.StartAsync();
        agent.Coordinator.Script = _ => Reply.Say("hello to you");
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal("hello to you", Assert.Single(await agent.EventsAsync<MessageSent>()).Text);
        Assert.Null((await agent.Thread.GetStatusAsync()).Turn);
    }

    [Fact]
    public async Task ClientId_Repeated_ChangesNothing_AlsoWhenItIsForgottenInMemory()
    {
        await using var agent = await Agent.StartAsync();
        var first = await agent.SayAsync("/help", "first");
        for (var number = 0; number < 70; number++) await agent.SayAsync("/help", $"{number}");
        var before = (await agent.EventsAsync()).Count;
        Assert.Equal(first, await agent.SayAsync("/help", "first"));
        Assert.Equal(await agent.SayAsync("/help", "69"), await agent.SayAsync("/help", "69"));
        Assert.Equal(before, (await agent.EventsAsync()).Count);
    }

    [Fact]
    public async Task Bounds_OfAThread_RefuseWhatIsOverThem()
    {
        await using var agent = await Agent.StartAsync(options =>
        {
            options.QueuedTurnsMax = 2;
            options.TurnMessagesMax = 2;
        });
        await agent.SayAsync("runs");
        for (var number = 0; number < 2; number++)
        {
            await agent.SayAsync("joins");
            await agent.SayAsync("waits", mode: QueueMode.Queue);
        }

        foreach (var mode in new[] { QueueMode.Steer, QueueMode.Queue, QueueMode.Collect })
        {
            var refused = await Assert.ThrowsAsync<OmniSageException>(() => agent.SayAsync("too much", mode: mode));
            Assert.Equal(ErrorCodes.LimitReached, refused.Code);
        }

        // Refusing ended nothing: the thread still takes commands and interrupts.
        await agent.SayAsync("now", mode: QueueMode.Interrupt);
        Assert.Equal(2, (await agent.Thread.GetStatusAsync()).Queued.Length);
        var empty = await Assert.ThrowsAsync<OmniSageException>(() => agent.SayAsync(""));
        Assert.Equal(ErrorCodes.InvalidArgument, empty.Code);
    }

    [Fact]
    public async Task Bytes_OfMessagesThatJoinATurn_AreLimited()
    {
        await using var agent = await Agent.StartAsync(options =>
            options.TurnMessageBytesMax = IncomingMessage.TextBytesMax);
        await agent.SayAsync("runs");
        await agent.SayAsync(new('x', IncomingMessage.TextBytesMax - 5));
        var refused = await Assert.ThrowsAsync<OmniSageException>(() => agent.SayAsync("123456"));
        Assert.Equal(ErrorCodes.LimitReached, refused.Code);
        await agent.SayAsync("12345");
    }

    [Fact]
    public async Task Open_Again_ChangesNothing()
    {
        await using var agent = await Agent.StartAsync();
        await agent.Thread.OpenAsync(new()
        {
            Workspace = Ids.Of(9), By = Ids.Of(9), Title = "another", Mode = QueueMode.Collect,
        });
        Assert.Single(await agent.EventsAsync());
        Assert.Equal(QueueMode.Steer, (await agent.Thread.GetStatusAsync()).Mode);
    }

    [Fact]
    public async Task ClientId_WithAnotherText_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        var first = await agent.SayAsync("one", "c1");

        var refused = await Assert.ThrowsAsync<OmniSageException>(() => agent.SayAsync("two", "c1"));

        Assert.Equal(ErrorCodes.ClientIdReused, refused.Code);
        Assert.Equal(first, await agent.SayAsync("one", "c1"));
    }
}
