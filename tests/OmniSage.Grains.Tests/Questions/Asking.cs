using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Grains.Tests.Questions;

/// <summary>Questions and answers as tests need them, and a task that asks and waits.</summary>
internal static class Asking
{
    public static TaskQuestion Question(int number = 1, params ImmutableArray<string> options) => new()
    {
        Question = Ids.Of(70 + number),
        Run = Ids.Of(4),
        Number = number,
        Call = "c1",
        Text = "Which colour?",
        Options = options,
        Labels = Labels.Member,
        ExpiresUs = 7_000_000,
    };

    public static QuestionAnswer Answer(string? text, int number = 1) => new()
    {
        Question = Ids.Of(70 + number), Text = text, By = text is null ? null : Agent.By, Labels = Labels.Member,
    };

    /// <summary>Has a task ask, and answers once the thread shows the question.</summary>
    public static async Task<(Guid Task, TaskQuestion Question)> OfAsync(Agent agent, params string[] options)
    {
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Wish(options) : null;
        var task = await Delegation.OfAsync(agent, "goal");
        await ShownAsync(agent, 1);
        return (task, (await agent.EventsAsync<QuestionAsked>())[^1].Question);
    }

    public static Reply Wish(params string[] options) => new(
        "", [Reply.Call("c1", "ask_user", ("question", "Which colour?"), ("options", options))]);

    public static Task ShownAsync(Agent agent, int count) => agent.UntilAsync(
        async () => (await agent.EventsAsync<QuestionAsked>()).Count == count, "the question is shown");

    public static async Task<string> CommandAsync(Agent agent, string text)
    {
        var receipt = await agent.SayAsync(text);
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        return (await agent.EventsAsync<MessageSent>()).Single(sent => sent.Run == receipt.Run).Text;
    }
}
