using System.Text;
using OmniSage.Grains.Coordinators;
using static OmniSage.Grains.Tests.Coordinators.Threads;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class InboxTests
{
    /// <summary>Room for a hundred beside the one that has joined.</summary>
    private static readonly int BytesMax = Encoding.UTF8.GetByteCount(Received(11, run: 20).Text) + 100;

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

    [Theory]
    [InlineData(QueueMode.Steer)]
    [InlineData(QueueMode.Collect)]
    public void Place_OfAnotherPerson_JoinsNoTurnOfOthers(QueueMode mode)
    {
        var waiting = Running.After(Received(11, run: 21, mode: QueueMode.Collect));
        var message = new IncomingMessage { Text = "x", By = Ids.Of(77), Mode = mode };
        Assert.IsType<Placement.Wait>(Inbox.Place(waiting, message, new(2, 2, BytesMax)));
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

    [Theory]
    [InlineData(QueueMode.Steer, 20)]
    [InlineData(QueueMode.Collect, 21)]
    public void Place_AtTheBoundOfBytes_IsRefused(QueueMode mode, int run)
    {
        var joined = Running.After(Received(11, run: run, mode: mode));
        var joins = Place(joined, mode, new string('é', 50));
        Assert.Equal(new Placement.Join(Ids.Of(run)), joins);
        var refused = Assert.IsType<Placement.Refuse>(Place(joined, mode, new string('é', 51)));
        Assert.Contains("bytes of messages", refused.Reason, StringComparison.Ordinal);
    }

    private static Placement Place(Conversation conversation, QueueMode? mode, string text = "x") =>
        Inbox.Place(conversation, new() { Text = text, By = By, Mode = mode }, new(2, 2, BytesMax));
}
