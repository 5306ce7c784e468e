using OmniSage.Grains.Coordinators;
using static OmniSage.Grains.Tests.Coordinators.Threads;

namespace OmniSage.Grains.Tests.Coordinators;

public sealed class ConversationTests
{
    [Fact]
    public void Message_WhileNothingRuns_WaitsForItsTurn()
    {
        var waiting = Opened.After(Received(10, run: 20, "first"));
        Assert.Equal(Ids.Of(20), Assert.Single(waiting.Queue).Run);
        Assert.Equal("first", waiting.Title);

        var running = waiting.After(Started(20));
        Assert.Empty(running.Queue);
        Assert.Equal(Ids.Of(20), running.Turn!.Run);
        Assert.Equal(By, running.Turn.By);
    }

    [Fact]
    public void Message_OfTheRunningTurn_JoinsIt()
    {
        var running = Opened.After(Received(10, run: 20), Started(20), Received(11, run: 20, "and this"));
        Assert.Equal(Ids.Of(11), Assert.Single(running.Turn!.Steered).Message);
        Assert.Empty(running.Queue);
    }

    [Fact]
    public void Collect_OfSeveralMessages_SharesOneTurn()
    {
        var running = Opened.After(Received(10, run: 20), Started(20));
        var collected = running.After(
            Received(11, run: 21, mode: QueueMode.Collect), Received(12, run: 21, mode: QueueMode.Collect));
        Assert.Equal([Ids.Of(11), Ids.Of(12)], Assert.Single(collected.Queue).Messages.Select(one => one.Message));
    }

    [Fact]
    public void Command_NeitherNamesTheThreadNorIsTalk()
    {
        var told = Opened.After(
            Received(10, run: 20, "/status", kind: RunKind.Command),
            new MessageSent(Ids.Of(11), Ids.Of(20), "No turn is running."));
        Assert.Empty(told.Talk.Utterances);
        Assert.Equal("", told.Title);
        Assert.Null(told.Command);
        Assert.Equal(1, told.MessagesEver);
    }

    [Fact]
    public void Seen_BeyondItsBound_KeepsTheLatest()
    {
        var seen = Opened;
        for (var number = 0; number < 100; number++)
        {
            seen = seen.After(Received(100 + number, 500, clientId: $"{number}"));
        }

        Assert.Equal(Conversation.ClientIdsMax, seen.Seen.Length);
        Assert.Null(seen.FindSeen("35"));
        Assert.NotNull(seen.FindSeen("36"));
    }

    [Fact]
    public void Results_OfOneTurn_AreToldOnce()
    {
        // The first task ends while its turn still runs and delegates the second.
        var first = Opened.After(
            Received(10, run: 20), Started(20), Delegated(30, 20), Finished(30, followUp: 21), Delegated(31, 20));
        Assert.Equal([Ids.Of(30)], Assert.Single(first.Queue).Results.Select(one => one.Task));

        var both = first.After(Finished(31, followUp: 22));
        Assert.Equal([Ids.Of(31)], both.Queue[^1].Results.Select(one => one.Task));
    }

    [Fact]
    public void BringsTurn_OnlyWithTheLastResult_AndSomethingToSay()
    {
        var two = Opened.After(Received(10, run: 20), Started(20), Delegated(30, 20), Delegated(31, 20));
        var done = new TaskResult { End = TaskEnd.Verified, Summary = "" };
        var cancelled = new TaskResult { End = TaskEnd.Cancelled, Summary = "" };
        Assert.False(two.BringsTurn(two.Tasks[0], done));

        var oneCancelled = two.After(Finished(30, end: TaskEnd.Cancelled));
        Assert.True(oneCancelled.BringsTurn(oneCancelled.Tasks[1], done));
        Assert.False(oneCancelled.BringsTurn(oneCancelled.Tasks[1], cancelled));
    }

    [Fact]
    public void EndedTasks_BeyondTheBound_LeaveTheTable_AlsoWhenEachBringsATurn()
    {
        var thread = Opened;
        for (var number = 0; number < 100; number++)
        {
            thread = thread.After(
                Received(1000 + number, run: 2000 + number),
                Started(2000 + number),
                Delegated(3000 + number, 2000 + number),
                Ended(2000 + number),
                Finished(3000 + number, followUp: 4000 + number),
                Started(4000 + number),
                Ended(4000 + number));
        }

        Assert.Equal(Conversation.EndedTasksMax, thread.Tasks.Length);
        Assert.Equal(100, thread.TasksEver);
        Assert.Equal(100, thread.Tasks[^1].Number);
    }

    [Fact]
    public void EndedTask_WhoseTurnWaitsForOthers_StaysInTheTable()
    {
        var thread = Opened.After(
            Received(10, run: 20), Started(20), Delegated(30, 20), Delegated(31, 20), Finished(30));
        for (var number = 0; number < 50; number++)
        {
            thread = thread.After(
                Delegated(1000 + number, 2000 + number), Finished(1000 + number, end: TaskEnd.Cancelled));
        }

        Assert.NotNull(thread.FindTask(Ids.Of(30)));
        var results = thread.After(Finished(31, followUp: 21)).Queue[0].Results;
        Assert.Equal([Ids.Of(30), Ids.Of(31)], results.Select(one => one.Task));
    }

    [Fact]
    public void Cancelling_OfATask_IsRememberedUntilItEnds()
    {
        var thread = Opened.After(
            Received(10, run: 20), Started(20), Delegated(30, 20), new TaskCancelling(Ids.Of(30), By));
        Assert.Equal(By, Assert.Single(thread.OpenTasks).CancelledBy);
        Assert.Empty(thread.After(Finished(30, end: TaskEnd.Cancelled)).OpenTasks);
    }
}
