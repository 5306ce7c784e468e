using static OmniSage.Grains.Tests.Runs.RunStates;

namespace OmniSage.Grains.Tests.Runs;

public sealed class AgentLoopTests
{
    [Fact]
    public void Next_OfARun_FollowsItsState()
    {
        Assert.IsType<NextStep.Wait>(RunState.Empty.Next());
        Assert.IsType<NextStep.AskModel>(Turn.Next());
        Assert.IsType<NextStep.Wait>(Turn.After(Begun(1)).Next());
        Assert.Equal(new NextStep.Finish("hi"), Turn.After(Begun(1), Said(1, "hi")).Next());
        Assert.Equal(new NextStep.CallTool(Shell()), TaskWith().After(Begun(1), Said(1, "", Shell())).Next());
        Assert.IsType<NextStep.Wait>(Turn.After(new RunParked("place")).Next());
        Assert.IsType<NextStep.Wait>(Turn.After(new RunCancelled(null, "x")).Next());
    }

    [Theory]
    [InlineData(1, true, typeof(NextStep.Retry))]
    [InlineData(2, true, typeof(NextStep.Retry))]
    [InlineData(3, true, typeof(NextStep.Fail))]
    [InlineData(1, false, typeof(NextStep.Fail))]
    public void Next_AfterAFailure_CountsAttempts(int attempt, bool retryable, Type expected) =>
        Assert.IsType(expected, Turn.After(Begun(1, attempt: attempt), Broke(1, retryable, attempt)).Next());

    [Fact]
    public void Next_CountsRestartsAndFailuresTogether()
    {
        // Two processes died, then one attempt failed: three attempts.
        var run = Turn.After(Begun(1), Begun(1, attempt: 2), Begun(1, attempt: 3), Broke(1, true, 3));
        Assert.IsType<NextStep.Fail>(run.Next());
    }

    [Fact]
    public void Next_WithTheAnswerInTheLastStep_Finishes()
    {
        var limits = Limits with { StepsMax = 1 };
        Assert.IsType<NextStep.Finish>(Turn.After(Begun(1), Said(1, "hi")).Next(limits));
        var calls = TaskWith().After(Begun(1), Said(1, "", Shell()));
        Assert.Equal("steps_limit", Assert.IsType<NextStep.Fail>(calls.Next(limits)).Code);
        Assert.IsType<NextStep.CallTool>(Turn.After(Begun(1), Said(1, "ok", Delegate())).Next(limits));
    }

    [Fact]
    public void Next_WithTheAnswerAMomentLate_Finishes()
    {
        Assert.IsType<NextStep.Finish>(Turn.After(Begun(1), Said(1, "hi")).Next(later: TimeSpan.FromHours(1)));
        Assert.Equal("time_limit", Assert.IsType<NextStep.Fail>(Turn.Next(later: TimeSpan.FromMinutes(10))).Code);
        Assert.IsType<NextStep.AskModel>(Turn.Next(later: TimeSpan.FromMinutes(10) - TimeSpan.FromMicroseconds(1)));
    }

    [Fact]
    public void WorkedFor_LeavesOutParkedTime_AndAttemptsThatDied()
    {
        var parked = Turn.After(new RunParked("place"));
        var resumed = parked.Apply(new RunResumed(), parked.UpdatedUs + 3_600_000_000);
        Assert.Equal(TimeSpan.FromSeconds(1), WorkedFor(resumed));

        var begun = Turn.After(Begun(1));
        var again = begun.Apply(Begun(1, attempt: 2), begun.UpdatedUs + 3_600_000_000);
        Assert.Equal(TimeSpan.FromSeconds(1), WorkedFor(again));
        Assert.IsType<NextStep.Retry>(again.After(Broke(1, true, 2)).Next());
    }

    [Fact]
    public void Checks_AreMade_AndMended_AsOftenAsTheLimitSays()
    {
        var run = TaskWith("one", "two").After(Begun(1), Said(1, "done"));
        Assert.Equal(new NextStep.RunCheck("one"), run.Next());
        run = run.After(Begun(2, StepKind.Check), new StepFinished(2, 1, true, ""));
        Assert.Equal(new NextStep.RunCheck("two"), run.Next());
        Assert.IsType<NextStep.Finish>(run.After(Begun(3, StepKind.Check), new StepFinished(3, 1, true, "")).Next());

        // By default it may mend twice; the third failure is the last.
        var step = 2;
        for (var round = 0; round < 2; round++)
        {
            run = run.After(Begun(++step, StepKind.Check), new StepFinished(step, 1, false, "no"));
            Assert.IsType<NextStep.AskModel>(run.Next());
            run = run.After(Begun(++step), Said(step, "mended"));
            Assert.Equal(new NextStep.RunCheck("one"), run.Next());
        }

        run = run.After(Begun(++step, StepKind.Check), new StepFinished(step, 1, false, "no"));
        Assert.Equal(new NextStep.Finish("mended"), run.Next());
        Assert.True(run.ChecksFailed);
    }

    [Fact]
    public void Answer_OfEachRound_IsCheckedFromTheFirst()
    {
        var run = TaskWith("one", "two").After(
            Begun(1),
            Said(1, "done"),
            Begun(2, StepKind.Check),
            new Note("[note] restarted"),
            Begun(2, StepKind.Check, 2));
        run = run.After(new StepFinished(2, 2, true, ""));
        Assert.IsType<NextStep.AskModel>(run.Next());
        Assert.Equal(new NextStep.RunCheck("one"), run.After(Begun(3), Said(3, "done again")).Next());
    }

    [Fact]
    public void Bytes_OfARun_AreLimited_ButAnAnswerThatIsThereIsGiven()
    {
        var text = new string('é', 500);
        var limits = Limits with { BytesMax = 4_000 };
        var run = Turn.After(Begun(1), Said(1, text, new ToolCall("c1", "shell.run", text)));
        Assert.Equal("hello".Length + 2_000 + "c1shell.run".Length, run.ItemBytes);
        run = run.After(new MessageSteered(Ids.Of(2), text), new ToolCompleted(1, 1, "c1", text, null));
        Assert.True(run.ItemBytes >= limits.BytesMax);
        Assert.Equal("size_limit", Assert.IsType<NextStep.Fail>(run.Next(limits)).Code);
        Assert.IsType<NextStep.AskModel>(run.Next(limits with { BytesMax = 5_000 }));
        Assert.Equal(new NextStep.Finish(text), run.After(Begun(2), Said(2, text)).Next(limits));
        var task = TaskWith("one").After(Begun(1), Said(1, text + text + text + text + text, Shell()));
        Assert.Equal("size_limit", Assert.IsType<NextStep.Fail>(task.Next(limits)).Code);
        var checking = TaskWith("one").After(Begun(1), Said(1, text + text + text + text + text));
        Assert.Equal(new NextStep.RunCheck("one"), checking.Next(limits));
    }

    [Fact]
    public void Call_ThatNamesAFile_IsPreparedBeforeItIsCalled()
    {
        var limits = Limits with { StepsMax = 2 };
        var task = RunState.Empty.After(TaskWith().Started! with
        {
            Loop = AgentLoop.Version,
            Contract = Coordinators.Threads.Contract(30, 20) with { Tools = ["files.publish"] },
        });
        var run = task.After(Begun(1), Said(1, "", Publish));
        Assert.Equal(new NextStep.PrepareCall(Publish), run.Next(limits));
        Assert.Equal("steps_limit", Assert.IsType<NextStep.Fail>(run.Next(limits with { StepsMax = 1 })).Code);
        run = run.After(Begun(2, StepKind.Prepare));
        Assert.True(run.UsedSandbox);
        Assert.IsType<NextStep.Wait>(run.Next(limits));
        Assert.IsType<NextStep.Retry>(run.After(Fault(retryable: true)).Next(limits));
        Assert.Empty(run.After(Fault(retryable: false)).Pending);
        // What was kept is published, even if that took the last step.
        var kept = run.After(Kept("c1", 1));
        Assert.Equal(new NextStep.CallTool(Publish), kept.Next(limits));
        var done = kept.After(new ToolRequested(2, Publish, 1), new ToolCompleted(2, 1, "c1", "{}", null));
        Assert.Null(done.Prepared);
        Assert.Equal([Ids.Of(1)], done.Artifacts.Select(one => one.Id));
        Assert.Equal(2, done.After(Kept("c2", 2), Kept("c3", 1)).Artifacts.Length);
    }

    [Theory]
    [InlineData(2, "files.publish")]
    [InlineData(3, "shell.run")]
    public void Call_OfAnOlderLoop_OrOfAToolThatIsNotThere_IsNotPrepared(int loop, string tool)
    {
        var task = RunState.Empty.After(TaskWith().Started! with
        {
            Loop = loop, Contract = Coordinators.Threads.Contract(30, 20) with { Tools = [tool] },
        });
        Assert.Equal(new NextStep.CallTool(Publish), task.After(Begun(1), Said(1, "", Publish)).Next());
    }

    private static ToolCall Publish { get; } = new("c1", "files.publish", "{}");

    private static ToolFailed Fault(bool retryable) => new(2, 1, "c1", "x", "X.", retryable);

    private static ArtifactCreated Kept(string call, int id) => new(call, new()
    {
        Id = Ids.Of(id),
        Workspace = Ids.Of(2),
        Thread = Ids.Of(3),
        Run = Ids.Of(4),
        Step = 2,
        Tool = "files.publish",
        Path = "a",
        Sha256 = "ab",
        Bytes = 1,
        MediaType = "text/plain",
        Labels = Labels.Tool,
        CreatedUs = 1,
    });

    private static TimeSpan WorkedFor(RunState run) => AgentLoop.WorkedFor(run, Microseconds.ToTime(run.UpdatedUs));
}
