using Microsoft.Extensions.AI;
using OmniSage.Grains.Tools;
using static OmniSage.Grains.Tests.Runs.RunStates;

namespace OmniSage.Grains.Tests.Runs;

/// <summary>Runs that go in circles are told, and end.</summary>
public sealed class RepeatTests
{
    private static readonly RunLimits Bound = Limits with { StepsMax = 100, RepeatsMax = 3 };

    [Fact]
    public void TheSameCallWithTheSameResult_IsToldOnce_AndOneMoreEndsTheRun()
    {
        var run = Start(loop: 5);
        foreach (var _ in new[] { 1, 2 })
        {
            run = Call(run, "{}", """{"exit_code":1}""");
            Assert.IsType<NextStep.AskModel>(run.Next(Bound));
        }

        run = Call(run, "{}", """{"exit_code":1}""");
        var told = Assert.IsType<NextStep.Tell>(run.Next(Bound));
        Assert.Contains("3 times with the same result (shell.run)", told.Note, StringComparison.Ordinal);
        run = run.After(new Note(told.Note));
        Assert.IsType<NextStep.AskModel>(run.Next(Bound));

        var ended = Assert.IsType<NextStep.Fail>(Call(run, "{}", """{"exit_code":1}""").Next(Bound));
        Assert.Equal("loop_detected", ended.Code);
        Assert.Contains("4 times in a row", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"other":1}""", """{"exit_code":1}""")]
    [InlineData("{}", """{"exit_code":2}""")]
    public void AnotherCallOrResult_BeginsAnew(string arguments, string result)
    {
        var run = Start(loop: 5);
        for (var at = 0; at < 3; at++) run = Call(run, "{}", """{"exit_code":1}""");
        run = run.After(new Note(run.Repeats.Note));

        run = Call(run, arguments, result);
        Assert.IsType<NextStep.AskModel>(run.Next(Bound));
        run = Call(run, "{}", """{"exit_code":1}""");
        Assert.IsType<NextStep.AskModel>(run.Next(Bound));
    }

    [Fact]
    public void TheSameError_CountsWhateverTheArguments()
    {
        var run = Start(loop: 5);
        for (var at = 0; at < 3; at++) run = Call(run, $$"""{"n":{{at}}}""", ToolErrors.ToJson("code", "Error."));

        Assert.IsType<NextStep.Tell>(run.Next(Bound));
    }

    [Fact]
    public void CallsThatWereWantedBeforeItWasTold_DoNotEndIt()
    {
        var run = Start(loop: 5).After(new ModelRequested(1, "executor", [], 1), Begun(1));
        ImmutableArray<ToolCall> calls = [.. Enumerable.Range(1, 5).Select(at => new ToolCall($"c{at}", "x", "{}"))];
        run = run.After(Said(1, "", calls));
        foreach (var call in calls) run = run.After(new ToolCompleted(1, 1, call.Id, "{}", null));

        Assert.IsType<NextStep.Tell>(run.Next(Bound));
    }

    [Fact]
    public void APersonsWord_BeginsAnew()
    {
        var run = Start(loop: 5);
        for (var at = 0; at < 3; at++) run = Call(run, "{}", "{}");

        Assert.IsType<NextStep.AskModel>(run.After(new MessageSteered(Ids.Of(9), "go on")).Next(Bound));
    }

    [Fact]
    public void EarlierLoops_GoOnAsTheyWere()
    {
        var run = Start(loop: 4);
        for (var at = 0; at < 8; at++) run = Call(run, "{}", "{}");

        Assert.IsType<NextStep.AskModel>(run.Next(Bound));
    }

    [Fact]
    public async Task ALoopingModel_EndsItsTask_WithASentence()
    {
        await using var agent = await Agent.StartAsync(options => options.RepeatsMax = 2);
        agent.Executor.Script = _ => Reply.Shell("ls");
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAsync(task, RunStatus.Failed);

        Assert.Equal("loop_detected", Assert.Single(await agent.EventsAsync<RunFailed>(task)).Code);
        Assert.Equal(3, agent.Executor.Asks.Count);
        Assert.Contains(agent.Executor.Asks[2].Messages, one =>
            one.Text.StartsWith("[note] You have made the same call 2 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATurn_DelegatesNoMoreThanItsTasks()
    {
        await using var agent = await Agent.StartAsync(options => options.TurnTasksMax = 1);
        agent.Coordinator.Script = ask => ask.Messages.Count < 4 ? Reply.Delegate("", "one", "two") : Reply.Say("ok");
        var run = (await agent.SayAsync("do it")).Run;
        await agent.UntilAsync(run, RunStatus.Completed);

        Assert.Equal("turn_tasks_limit", Assert.Single(await agent.EventsAsync<ToolFailed>(run)).Code);
        Assert.Single(await agent.EventsAsync<TaskDelegated>());
    }

    [Fact]
    public async Task TurnsThatFollowTasks_DelegateNoDeeperThanTheBound()
    {
        await using var agent = await Agent.StartAsync(options => options.TurnDepthMax = 2);
        agent.Coordinator.Script = ask => ask.Messages.SelectMany(message => message.Contents)
            .OfType<FunctionResultContent>()
            .Any(result => $"{result.Result}".Contains("depth_limit", StringComparison.Ordinal))
                ? Reply.Say("enough")
                : Reply.Delegate("on it", "again");
        agent.Executor.Script = _ => Reply.Say("done");
        await agent.SayAsync("do it");
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<MessageSent>()).Any(one => one.Text == "enough"), "it ends");

        Assert.Equal(2, (await agent.EventsAsync<TaskDelegated>()).Count);
    }

    private static RunState Start(int loop) => RunState.Empty.After(new RunStarted
    {
        Kind = RunKind.Task, Loop = loop, Title = "t", Contract = Coordinators.Threads.Contract(30, 20, []),
    });

    private static RunState Call(RunState run, string arguments, string result)
    {
        var step = run.Step + 1;
        var call = new ToolCall($"c{step}", "shell.run", arguments);
        return run.After(
            new ModelRequested(step, "executor", [], 1),
            Begun(step),
            Said(step, "", call),
            new ToolRequested(step + 1, call, 1),
            Begun(step + 1, StepKind.Tool),
            new ToolCompleted(step + 1, 1, call.Id, result, null));
    }
}
