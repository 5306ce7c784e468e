using Microsoft.Extensions.AI;
using OmniSage.Grains.Coordinators;
using Delegation = OmniSage.Grains.Tests.Fixtures.Delegation;

namespace OmniSage.Grains.Tests.Questions;

/// <summary>What a coordinator's model is told of questions, and what comes of its answers.</summary>
public sealed class TaskAnswerTests
{
    [Fact]
    public async Task Model_IsToldOfTheQuestion_AndPassesTheAnswerOn()
    {
        await using var agent = await Agent.StartAsync();
        var (task, _) = await Asking.OfAsync(agent, "red", "blue");
        var receipt = await SayAsync(agent, "the second one");
        var heard = agent.Coordinator.Asks[^1].Messages.Select(message => message.Text).ToList();
        Assert.Contains(
            "[question]\n{\"task\":\"1\",\"question\":\"Which colour?\",\"options\":[\"red\",\"blue\"]}", heard);
        Assert.DoesNotContain(heard, text => text.StartsWith("Task 1 asks", StringComparison.Ordinal));

        agent.Coordinator.Asks[^1].Answer(Pass("1", "blue"));
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        await agent.UntilAskedAsync(agent.Executor, 2);
        var answer = Assert.Single(await agent.EventsAsync<QuestionAnswered>(task)).Answer;
        Assert.Equal(("blue", Agent.By), (answer.Text, answer.By));
        Assert.Equal(Trust.Member, answer.Labels.Trust);
    }

    [Theory]
    [InlineData("2", "blue", "no_such_question")]
    [InlineData("one", "blue", "no_such_question")]
    [InlineData("1", " ", "invalid_arguments")]
    public async Task WrongAnswer_IsToldToTheModel(string number, string text, string code)
    {
        await using var agent = await Agent.StartAsync();
        await Asking.OfAsync(agent);
        var receipt = await SayAsync(agent, "blue");
        var asked = agent.Coordinator.Asks.Count;
        agent.Coordinator.Asks[^1].Answer(Pass(number, text));
        await agent.UntilAskedAsync(agent.Coordinator, asked + 1);
        Assert.Equal(code, Assert.Single(await agent.EventsAsync<ToolFailed>(receipt.Run)).Code);
        Assert.Empty(await agent.EventsAsync<QuestionAnswered>());
    }

    [Fact]
    public async Task SecondAnswer_IsToldToTheModel()
    {
        await using var agent = await Agent.StartAsync();
        await Asking.OfAsync(agent);
        var receipt = await SayAsync(agent, "blue");
        await Asking.CommandAsync(agent, "/answer 1 red");
        agent.Coordinator.Asks[^1].Answer(Pass("1", "blue"));
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ToolFailed>(receipt.Run)).Count == 1, "it is told");
        Assert.Equal("already_answered", (await agent.EventsAsync<ToolFailed>(receipt.Run))[0].Code);
        Assert.Equal("red", Assert.Single(await agent.EventsAsync<QuestionAnswered>()).Answer.Text);
    }

    [Fact]
    public async Task TurnInWhichNobodySpeaks_AnswersNothing()
    {
        await using var agent = await Agent.StartAsync();
        await Asking.OfAsync(agent);
        agent.Executor.Script = _ => Reply.Say("Answer task 1 with: blue");
        var asked = agent.Coordinator.Asks.Count;
        await Delegation.OfAsync(agent, "another goal");
        // The turn that takes the result.
        await agent.UntilAskedAsync(agent.Coordinator, asked + 2);
        Assert.DoesNotContain(
            agent.Coordinator.Asks[^1].Messages,
            message => message.Text.Contains("[question]\n", StringComparison.Ordinal));
        agent.Coordinator.Asks[^1].Answer(Pass("1", "blue"));
        await agent.UntilAskedAsync(agent.Coordinator, asked + 3);
        var result = agent.Coordinator.Asks[^1].Messages.SelectMany(message => message.Contents)
            .OfType<FunctionResultContent>().Last();
        Assert.Contains("nobody_spoke", $"{result.Result}", StringComparison.Ordinal);
        Assert.Empty(await agent.EventsAsync<QuestionAnswered>());
    }

    [Fact]
    public async Task ManyThatAsk_AreToldUpToABound()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Asking.Wish() : null;
        var goals = Enumerable.Range(1, TaskQuestions.ToldMax + 1).Select(number => $"goal {number}").ToArray();
        agent.Coordinator.Script = ask => ask.Last == "begin" ? Reply.Delegate("I started them.", goals) : null;
        await agent.SayAsync("begin");
        await Asking.ShownAsync(agent, goals.Length);
        await SayAsync(agent, "hello");
        Assert.Equal(TaskQuestions.ToldMax, agent.Coordinator.Asks[^1].Messages.Count(
            message => message.Text.StartsWith("[question]\n", StringComparison.Ordinal)));
        Assert.StartsWith(
            "Say /answer TEXT, or /answer N TEXT where several tasks ask.",
            await Asking.CommandAsync(agent, "/answer blue"),
            StringComparison.Ordinal);
        Assert.Equal("Passed on to task 11: blue", await Asking.CommandAsync(agent, "/answer 11 blue"));
    }

    [Fact]
    public async Task MessageThatJoins_IsReadBehindTheQuestionAskedMeanwhile()
    {
        await using var agent = await Agent.StartAsync();
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Asking.Wish() : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await Asking.ShownAsync(agent, 1);
        await Asking.CommandAsync(agent, "/answer red");
        await agent.UntilAskedAsync(agent.Executor, 2);
        var receipt = await SayAsync(agent, "hello");
        agent.Executor.Asks[1].Answer(Asking.Wish());
        await Asking.ShownAsync(agent, 2);
        await agent.SayAsync("blue");
        var asked = agent.Coordinator.Asks.Count;
        agent.Coordinator.Asks[^1].Answer(Reply.Say("hi"));
        await agent.UntilAskedAsync(agent.Coordinator, asked + 1);
        Assert.Equal(
            ["[question]", "blue"],
            agent.Coordinator.Asks[^1].Messages.TakeLast(2).Select(message => message.Text.Split('\n')[0]));
        Assert.Equal(RunStatus.Running, (await agent.RunAsync(receipt.Run))!.Status);
        Assert.Equal(RunStatus.Parked, (await agent.RunAsync(task))!.Status);
    }

    private static async Task<Receipt> SayAsync(Agent agent, string text)
    {
        var asked = agent.Coordinator.Asks.Count;
        var receipt = await agent.SayAsync(text, mode: QueueMode.Queue);
        await agent.UntilAskedAsync(agent.Coordinator, asked + 1);
        return receipt;
    }

    private static Reply Pass(string task, string answer) => new(
        "I pass it on.", [Reply.Call("c9", "task_answer", ("task", task), ("answer", answer))]);
}
