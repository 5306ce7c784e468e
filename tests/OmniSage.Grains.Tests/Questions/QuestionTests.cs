using Microsoft.Extensions.AI;
using OmniSage.GrainInterfaces.Questions;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Questions;

public sealed class QuestionTests
{
    [Fact]
    public async Task Question_IsShown_AndItsAnswerIsTheResult()
    {
        await using var agent = await Agent.StartAsync();
        var (task, question) = await Asking.OfAsync(agent, "red", "blue");
        Assert.Equal(RunStatus.Parked, (await agent.RunAsync(task))!.Status);
        Assert.Equal(
            "Task 1 asks:\n> Which colour?\n1. red\n2. blue\n"
                + "To answer: /answer 1 TEXT, or the number of an option.",
            (await agent.EventsAsync<MessageSent>()).Single(sent => sent.Run == task).Text);
        var open = Assert.Single((await agent.Thread.GetStatusAsync()).Questions);
        Assert.Equal((1, question.Question), (open.Task, open.Question.Question));
        Assert.Contains(
            "task 1 asks: Which colour?", await Asking.CommandAsync(agent, "/status"), StringComparison.Ordinal);

        Assert.Equal("Passed on to task 1: blue", await Asking.CommandAsync(agent, "/answer 1 2"));
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal($$"""{"answer":"blue","by":"{{Agent.By:N}}"}""", Told(agent));
        Assert.Empty((await agent.Thread.GetStatusAsync()).Questions);
        Assert.Equal(
            "Task 1 has its answer already: blue", await Asking.CommandAsync(agent, "/answer 1 red"));
    }

    [Fact]
    public async Task Coordinator_GoesOnTalking_WhileATaskAsks()
    {
        await using var agent = await Agent.StartAsync(options => options.ExecutorsMax = 1);
        await Asking.OfAsync(agent);
        agent.Executor.Script = _ => Reply.Say("done");
        // The one place is free again: a task that waits for a person holds none.
        var other = await Delegation.OfAsync(agent, "another goal");
        await agent.UntilAsync(other, RunStatus.Completed);
    }

    [Theory]
    [InlineData(WriteFault.DurableButUnknown)]
    [InlineData(WriteFault.Lost)]
    public async Task Answer_WhoseCommitIsLost_IsGivenOnce(WriteFault fault)
    {
        await using var agent = await Agent.StartAsync();
        var (task, question) = await Asking.OfAsync(agent);
        agent.Faults.Plant(fault);
        await AnswerUntilTakenAsync(agent, question, "blue");
        await agent.PassUntilAsync(() => Task.FromResult(agent.Executor.Asks.Count > 1), "the model is told");
        Assert.Single(await agent.EventsAsync<QuestionAnswered>());
        Assert.Single(await agent.EventsAsync<QuestionAnswered>(task));
        Assert.Single(await agent.EventsAsync<ToolCompleted>(task));
    }

    [Fact]
    public async Task Redelivery_ChangesNothing()
    {
        await using var agent = await Agent.StartAsync();
        var (task, question) = await Asking.OfAsync(agent);
        Assert.Null(await agent.Thread.AskAsync(question));
        Assert.Equal(AnswerOutcome.Taken, await AnswerAsync(agent, question, "blue"));
        Assert.Equal(AnswerOutcome.Taken, await AnswerAsync(agent, question, "blue"));
        Assert.Equal(AnswerOutcome.AlreadyAnswered, await AnswerAsync(agent, question, "red"));
        await agent.UntilAskedAsync(agent.Executor, 2);
        var answer = await agent.Thread.AskAsync(question);
        Assert.Equal("blue", answer!.Text);
        await agent.ExecutorOf(task).QuestionAnsweredAsync(answer);
        await agent.ExecutorOf(task).QuestionAnsweredAsync(answer with { Question = Ids.Of(99) });
        await agent.ExecutorOf(task).RecoverAsync();
        await agent.Thread.RecoverAsync();
        await agent.Cluster.RestAsync();
        Assert.Single(await agent.EventsAsync<ToolCompleted>(task));
        Assert.Single(await agent.EventsAsync<QuestionAsked>());
        Assert.Equal(2, agent.Executor.Asks.Count);
    }

    [Fact]
    public async Task QuestionToldLate_IsNotTakenForANewOne()
    {
        await using var agent = await Agent.StartAsync();
        var (_, first) = await Asking.OfAsync(agent);
        await AnswerAsync(agent, first, "blue");
        await agent.UntilAskedAsync(agent.Executor, 2);
        agent.Executor.Asks[1].Answer(Asking.Wish());
        await Asking.ShownAsync(agent, 2);
        Assert.Null(await agent.Thread.AskAsync(first));
        Assert.Equal(2, (await agent.EventsAsync<QuestionAsked>()).Count);
        Assert.Equal(AnswerOutcome.NotFound, await AnswerAsync(agent, first, "blue"));
        Assert.Equal("Passed on to task 1: red", await Asking.CommandAsync(agent, "/answer red"));
    }

    [Fact]
    public async Task Restart_WhileItWaits_AndAfterTheAnswer_LosesNothing()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var (task, question) = await Asking.OfAsync(agent);
        await agent.Cluster.StopAndRestartAsync();
        Assert.Equal(RunStatus.Parked, (await agent.RunAsync(task))!.Status);
        Assert.Equal(AnswerOutcome.Taken, await AnswerAsync(agent, question, "blue"));
        await agent.Cluster.StopAndRestartAsync();
        await agent.PassUntilAsync(() => Task.FromResult(agent.Executor.Asks.Count > 1), "the model is told");
        Assert.Single(await agent.EventsAsync<ToolCompleted>(task));
        Assert.Single(await agent.EventsAsync<QuestionAsked>());
        Assert.Single((await agent.EventsAsync<MessageSent>()), sent => sent.Run == task);
    }

    [Fact]
    public async Task NobodyAnswers_TheTaskGoesOnWithout()
    {
        await using var agent = await Agent.StartAsync(options => options.QuestionTimeMax = TimeSpan.FromMinutes(3));
        var (task, question) = await Asking.OfAsync(agent);
        await agent.PassUntilAsync(
            () => Task.FromResult(agent.Executor.Asks.Count > 1), "the model is told", secondsMax: 800);
        Assert.Contains("no_answer", Told(agent), StringComparison.Ordinal);
        Assert.Equal("no_answer", Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
        Assert.Single(await agent.EventsAsync<QuestionExpired>());
        Assert.Equal(AnswerOutcome.Expired, await AnswerAsync(agent, question, "blue"));
        Assert.Equal(
            "Nobody answered task 1 in time; it goes on without.",
            await Asking.CommandAsync(agent, "/answer 1 blue"));
    }

    [Fact]
    public async Task Answer_TooLong_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        await Asking.OfAsync(agent);
        var text = new string('a', QuestionAnswer.TextCharsMax + 1);
        Assert.Equal("An answer has at most 10000 characters.", await Asking.CommandAsync(agent, $"/answer {text}"));
        Assert.StartsWith(
            "Passed on to task 1: aaa", await Asking.CommandAsync(agent, $"/answer {text[1..]}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuestionFromOutside_IsShownAsSuch()
    {
        await using var agent = await Agent.StartAsync();
        var (task, question) = await Asking.OfAsync(agent);
        var outside = new Labels { Trust = Trust.Untrusted, Sources = [Ids.Of(5)] };
        await agent.Thread.AskAsync(question with { Question = Ids.Of(77), Number = 2, Labels = outside });
        var journal = new JournalId(agent.Id.Tenant, JournalKind.Thread, agent.Id.Value);
        var events = await agent.Service<IHistory>().ReadJournalAsync(journal, 0, 1000, CancellationToken.None);
        var sent = events.Last(one => one.Type == "message.sent");
        Assert.Equal(outside, sent.Labels);
        var text = (await agent.EventsAsync<MessageSent>())[^1].Text;
        Assert.Contains("Text from outside had a part", text, StringComparison.Ordinal);
        // A turn that is told of it is trusted no more.
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        agent.Coordinator.Asks[^1].Answer(Reply.Delegate("I start it.", "goal"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.Equal(Trust.Untrusted, (await agent.EventsAsync<TaskDelegated>())[^1].Contract.Labels.Trust);
        Assert.NotEqual(task, (await agent.EventsAsync<TaskDelegated>())[^1].Contract.Task);
    }

    [Fact]
    public async Task Cancel_EndsTheQuestion()
    {
        await using var agent = await Agent.StartAsync();
        var (task, question) = await Asking.OfAsync(agent);
        await Asking.CommandAsync(agent, "/cancel 1");
        Assert.Equal(AnswerOutcome.Withdrawn, await AnswerAsync(agent, question, "blue"));
        await agent.UntilAsync(task, RunStatus.Cancelled);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<TaskFinished>()).Count == 1, "the coordinator knows");
        Assert.Equal(AnswerOutcome.Withdrawn, await AnswerAsync(agent, question, "blue"));
        Assert.Empty((await agent.Thread.GetStatusAsync()).Questions);
        Assert.Null(await agent.Thread.AskAsync(question));
        Assert.Empty(await agent.EventsAsync<QuestionAnswered>());
    }

    [Fact]
    public async Task WrongArguments_AreToldToTheModel()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count == 2
            ? new("", [Reply.Call("c1", "ask_user", ("question", new string('q', TaskQuestion.TextCharsMax + 1)))])
            : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal("invalid_arguments", Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
        Assert.Empty(await agent.EventsAsync<QuestionAsked>(task));
    }

    [Fact]
    public async Task SandboxThatWasGivenBack_IsToldOfWithTheAnswer()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count switch
        {
            2 => Reply.Shell("ls"),
            4 => Asking.Wish(),
            _ => null,
        };
        await Delegation.OfAsync(agent, "goal");
        await Asking.ShownAsync(agent, 1);
        await agent.UntilAsync(
            () => Task.FromResult(Assert.Single(agent.Sandboxes.Opened).IsDisposed), "the sandbox is given back");
        await Asking.CommandAsync(agent, "/answer blue");
        await agent.UntilAskedAsync(agent.Executor, 3);
        Assert.Contains("its sandbox was given back", agent.Executor.Asks[2].Last, StringComparison.Ordinal);
    }

    private static async Task<AnswerOutcome> AnswerAsync(Agent agent, TaskQuestion question, string text) =>
        (await agent.Thread.AnswerAsync(new(question.Question, text, Agent.By))).Outcome;

    private static async Task AnswerUntilTakenAsync(Agent agent, TaskQuestion question, string text)
    {
        try
        {
            await AnswerAsync(agent, question, text);
        }
        catch (OmniSageException fault) when (fault.Retryable)
        {
            Assert.Equal(AnswerOutcome.Taken, await AnswerAsync(agent, question, text));
        }
    }

    private static string Told(Agent agent) => string.Concat(agent.Executor.Asks[1].Messages
        .SelectMany(message => message.Contents)
        .OfType<FunctionResultContent>()
        .Select(result => $"{result.Result}"));
}
