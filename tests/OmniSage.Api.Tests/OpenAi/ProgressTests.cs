using OmniSage.Api.OpenAi;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenAi;

/// <summary>When an answer is over, what it took, and what is ended with it: the fold of a thread's events.</summary>
public sealed class ProgressTests
{
    private readonly World world = new();
    private readonly FakeThread thread;

    public ProgressTests()
    {
        thread = new(world, new(new(Guid.CreateVersion7()), Guid.CreateVersion7()), Guid.CreateVersion7());
        thread.Open("a thread", QueueMode.Queue);
    }

    [Fact]
    public void Answer_IsOver_OnceTheTurnThatFollowsItsTasksHasEnded()
    {
        var run = thread.Receive("run: date");
        Assert.False(Fold(run).IsOver);
        thread.StartTurn(run);
        var task = Scripts.Delegate(thread, run, "run: date");
        Assert.False(Fold(run).IsOver);
        var followUp = Guid.CreateVersion7();
        thread.EndTask(task, new() { End = TaskEnd.Unverified, Summary = "done" }, followUp);
        Assert.False(Fold(run).IsOver);
        Assert.Equal([followUp], Fold(run).Cancellable);
        thread.StartTurn(followUp, parent: run);
        thread.Answer(followUp, "All done.");
        Assert.True(Fold(run).IsOver);
        Assert.Empty(Fold(run).Cancellable);
    }

    [Fact]
    public void Command_IsOver_WhenItIsAnswered()
    {
        var run = thread.Receive("/status", kind: RunKind.Command);
        Assert.False(Fold(run).IsOver);
        thread.Write((thread.Journal, new MessageSent(Guid.CreateVersion7(), run, "Nothing is under way.")));
        Assert.True(Fold(run).IsOver);
    }

    [Fact]
    public void TurnsAndTasks_OfOthers_AreNotCancelled()
    {
        var other = thread.Receive("run: date");
        thread.StartTurn(other);
        Scripts.Delegate(thread, other, "run: date");
        var later = thread.Receive("hello");
        var run = thread.Receive("hello");
        Assert.Equal([run], Fold(run).Cancellable);
        Assert.Equal([other], Fold(other).Cancellable);
        Assert.False(Fold(later).IsOver);
    }

    [Fact]
    public void Summary_OfTheThread_IsNoPartOfTheUsage()
    {
        var run = thread.Receive("hello");
        thread.StartTurn(run);
        var summary = Guid.CreateVersion7();
        thread.Write((thread.Journal, new TalkSummarising(summary, 1)));
        thread.Write(summary, new ModelResponded(1, 1, "m", "Talk.", [], new(1_000, 1_000)));
        thread.Answer(run, "Hi.");
        Assert.Equal(new(1, 1), Fold(run).Usage);
    }

    [Fact]
    public void Approval_IsWaitedFor_OnlyBetweenItsShowingAndItsDecision()
    {
        var run = thread.Receive("run: date");
        thread.StartTurn(run);
        var task = Scripts.Delegate(thread, run, "run: date");
        var request = Waits.Approval(task);
        thread.Write(task.Run, new ApprovalRequested(request));
        Assert.False(Fold(run).IsOver);
        thread.Write((thread.Journal, new ApprovalRequested(request)));
        Assert.True(Fold(run).IsOver);
        thread.Write(task.Run, new ApprovalExpired(null!));
        Assert.False(Fold(run).IsOver);
    }

    private Progress Fold(Guid root) => world.Log.All.Aggregate(
        Progress.For(root), (known, recorded) => known.Apply(recorded, FakeHistory.Read(recorded)));
}
