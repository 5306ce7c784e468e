using Microsoft.Extensions.AI;
using OmniSage.Grains.Executors;
using static OmniSage.Grains.Tests.Runs.RunStates;

namespace OmniSage.Grains.Tests.Runs;

public sealed class RunStateTests
{
    [Fact]
    public void Answer_WithTextAndDelegations_Stands_UnlessOneFails()
    {
        var delegated = Turn.After(Begun(1), Said(1, "I started it.", Delegate("a"), Delegate("b")));
        Assert.Equal("I started it.", delegated.Answer);
        var done = delegated.After(new ToolCompleted(1, 1, "a", "{}", null), new ToolCompleted(1, 1, "b", "{}", null));
        Assert.Equal(new NextStep.Finish("I started it."), done.Next());
        var refused = delegated.After(
            new ToolCompleted(1, 1, "a", "{}", null), new ToolFailed(1, 1, "b", "tasks_limit", "Too many.", false));
        Assert.IsType<NextStep.AskModel>(refused.Next());
    }

    [Fact]
    public void Steering_AsksTheModelAgain()
    {
        var answered = Turn.After(Begun(1), Said(1, "hi"));
        Assert.IsType<NextStep.AskModel>(answered.After(new MessageSteered(Ids.Of(2), "wait")).Next());
    }

    [Fact]
    public void ToolThatFails_ForNow_IsTriedAgain_AndForGood_IsAnAnswer()
    {
        var calling = TaskWith().After(Begun(1), Said(1, "", Shell()), Begun(2, StepKind.Tool));
        Assert.IsType<NextStep.Retry>(calling.After(new ToolFailed(2, 1, "c1", "busy", "Busy.", true)).Next());
        var failed = calling.After(new ToolFailed(2, 1, "c1", "gone", "Gone.", false));
        Assert.IsType<NextStep.AskModel>(failed.Next());
        Assert.Contains("Gone.", Assert.IsType<Did>(failed.Items[^1]).Result, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckThatCouldNotBeRun_IsTriedAgain()
    {
        var checking = TaskWith("one").After(Begun(1), Said(1, "done"), Begun(2, StepKind.Check));
        var failed = checking.After(new ToolFailed(2, 1, "check", "busy", "Busy.", true));
        Assert.IsType<NextStep.Retry>(failed.Next());
        Assert.Equal(0, failed.CheckRounds);
    }

    [Fact]
    public void Workspace_IsTheLastThatWasKept()
    {
        var run = TaskWith().After(
            Begun(1), Said(1, "", Shell()), Begun(2, StepKind.Tool), new ToolCompleted(2, 1, "c1", "{}", "abc"),
            Begun(3), Said(3, "", Shell("c2")), Begun(4, StepKind.Tool), new ToolCompleted(4, 1, "c2", "{}", null));
        Assert.Equal("abc", run.Workspace);
        Assert.True(run.UsedSandbox);
    }

    [Fact]
    public void Request_PutsResultsBehindTheirCalls_WhateverWasSaidMeanwhile()
    {
        var run = TaskWith().After(
            Begun(1), Said(1, "", Shell("a"), Shell("b")), Begun(2, StepKind.Tool), new Note("[note] restarted"),
            Begun(2, StepKind.Tool, 2), new ToolCompleted(2, 2, "a", "{}", null),
            Begun(3, StepKind.Tool), new ToolCompleted(3, 1, "b", "{}", null));
        var roles = TaskContext.Of(run, 100).Parts.Select(part => part.Part.ToMessage()?.Role).ToList();
        Assert.Equal(
            [null, ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.Tool, ChatRole.Tool, ChatRole.User],
            roles);
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Cancelled)]
    public void End_IsTheLastState(RunStatus status)
    {
        EventPayload end = status switch
        {
            RunStatus.Completed => new RunCompleted(new() { End = TaskEnd.Verified, Summary = "x" }),
            RunStatus.Failed => new RunFailed("x", "X."),
            _ => new RunCancelled(Ids.Of(1), "x"),
        };
        var ended = TaskWith().After(Begun(1), end);
        Assert.True(ended.IsEnded);
        Assert.Equal(status, ended.Status);
        Assert.Null(ended.Active);
    }
}
