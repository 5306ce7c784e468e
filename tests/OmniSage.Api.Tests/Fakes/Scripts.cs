namespace OmniSage.Api.Tests.Fakes;

/// <summary>What an agent does with a message, as its journals tell it.</summary>
internal static class Scripts
{
    public static Task AnswerAsync(FakeThread thread, Guid run, string text)
    {
        thread.StartTurn(run);
        thread.Answer(run, $"You said: {text}");
        return Task.CompletedTask;
    }

    /// <summary>Acknowledges, has a task run the command, and answers with what came of it.</summary>
    public static Task DelegateAsync(FakeThread thread, Guid run, string text)
    {
        thread.StartTurn(run);
        var task = Delegate(thread, run, text);
        Perform(thread, task);
        Finish(thread, run, task);
        return Task.CompletedTask;
    }

    public static TaskContract Delegate(FakeThread thread, Guid run, string text)
    {
        var command = text["run: ".Length..];
        var task = thread.Delegate(run, $"Run {command}", command);
        thread.Write(
            (thread.Journal, new MessageSent(Guid.CreateVersion7(), run, $"On it: {command}")),
            (thread.Run(run), new RunCompleted(null)),
            (thread.Journal, new TurnEnded(run, RunStatus.Completed)));
        thread.StartTask(task);
        return task;
    }

    public static void Perform(FakeThread thread, TaskContract task) => thread.Write(
        task.Run,
        new StepStarted(1, 1, StepKind.Tool),
        new ToolRequested(1, new("c1", "shell.run", $$"""{"command":"{{task.Goal}}"}"""), 1),
        new ToolCompleted(1, 1, "c1", """{"exitCode":0,"stdout":"one\ntwo \u001b[31m\n"}""", null));

    public static void Finish(FakeThread thread, Guid turn, TaskContract task)
    {
        var followUp = Guid.CreateVersion7();
        thread.EndTask(task, new() { End = TaskEnd.Unverified, Summary = "done" }, followUp);
        thread.StartTurn(followUp, "Results of 1 task", parent: turn);
        thread.Answer(followUp, "All done.");
    }
}
