using OmniSage.Grains.Coordinators;
using static OmniSage.Grains.Tests.Coordinators.Threads;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class InboxTests
{
    private static readonly Conversation Running = Opened.After(Received(10, run: 20), Started(20));

    [Theory]
    [InlineData(QueueMode.Steer)]
    [InlineData(QueueMode.Queue)]
    [InlineData(QueueMode.Interrupt)]
    [InlineData(QueueMode.Collect)]
    public void Place_WhileNothingRuns_StartsATurn(QueueMode mode) =>
        Assert.IsType<Placement.StartTurn>(Place(Opened, mode));

    [Fact]
    public void Place_InEachMode_WhileATurnRuns()
    {
        Assert.Equal(new Placement.Join(Ids.Of(20)), Place(Running, QueueMode.Steer));
        Assert.IsType<Placement.Wait>(Place(Running, QueueMode.Queue));
        Assert.IsType<Placement.Interrupt>(Place(Running, QueueMode.Interrupt));
        Assert.IsType<Placement.Wait>(Place(Running, QueueMode.Collect));
    }

    [Fact]
    public void Place_Collecting_JoinsOnlyATurnThatCollects()
    {
        var queued = Running.After(Received(11, run: 21, mode: QueueMode.Queue));
        Assert.IsType<Placement.Wait>(Place(queued, QueueMode.Collect));
        var collecting = queued.After(Received(12, run: 22, mode: QueueMode.Collect));
        Assert.Equal(new Placement.Join(Ids.Of(22)), Place(collecting, QueueMode.Collect));
    }

    [Fact]
    public void Place_WithoutAMode_TakesTheThreads()
    {
        var thread = Running.After(new SettingsChanged(QueueMode.Queue, By));
        Assert.IsType<Placement.Wait>(Place(thread, null));
    }

    [Fact]
    public void Place_AtABound_IsRefused()
    {
        var steered = Running.After(Received(11, run: 20), Received(12, run: 20));
        Assert.IsType<Placement.Refuse>(Place(steered, QueueMode.Steer));
        var queued = Running.After(
            Received(11, run: 21, mode: QueueMode.Queue), Received(12, run: 22, mode: QueueMode.Queue));
        Assert.IsType<Placement.Refuse>(Place(queued, QueueMode.Queue));
        Assert.IsType<Placement.Refuse>(Place(queued, QueueMode.Collect));
        Assert.IsType<Placement.Interrupt>(Place(queued, QueueMode.Interrupt));
        var collected = Running.After(
            Received(11, run: 21, mode: QueueMode.Collect), Received(12, run: 21, mode: QueueMode.Collect));
        Assert.IsType<Placement.Refuse>(Place(collected, QueueMode.Collect));
    }

    private static Placement Place(Conversation conversation, QueueMode? mode) =>
        Inbox.Place(conversation, new() { Text = "x", By = By, Mode = mode }, queuedMax: 2, messagesMax: 2);
}
