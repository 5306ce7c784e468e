using OmniSage.Grains.Coordinators;

namespace OmniSage.Grains.Tests.Coordinators;

/// <summary>Conversations for tables: each event a second after the one before.</summary>
internal static class Threads
{
    public static Guid By { get; } = Ids.Of(1);

    public static Conversation Opened { get; } = After(
        Conversation.Empty, new ThreadOpened(Ids.Of(2), "", QueueMode.Steer, By));

    public static Conversation After(this Conversation before, params ReadOnlySpan<EventPayload> events)
    {
        var conversation = before;
        foreach (var payload in events) conversation = conversation.Apply(payload, 1_000_000);
        return conversation;
    }

    public static MessageReceived Received(
        int message,
        int run,
        string text = "hello",
        QueueMode mode = QueueMode.Steer,
        string? clientId = null,
        RunKind kind = RunKind.Turn) => new()
        {
            Message = Ids.Of(message),
            Run = Ids.Of(run),
            Text = text,
            By = By,
            ClientId = clientId,
            Kind = kind,
            Mode = mode,
            Priority = Priority.Human,
        };

    public static TurnStarted Started(int run) => new(Ids.Of(run), [], []);

    public static TurnEnded Ended(int run) => new(Ids.Of(run), RunStatus.Completed);

    public static TaskDelegated Delegated(int task, int turn) => new(Contract(task, turn));

    public static TaskContract Contract(int task, int turn, params ImmutableArray<string> checks) => new()
    {
        Task = Ids.Of(task),
        Run = Ids.Of(task),
        Thread = Ids.Of(3),
        Turn = Ids.Of(turn),
        Workspace = Ids.Of(2),
        By = By,
        Title = $"Task {task}",
        Goal = $"Do {task}",
        Checks = checks,
        Tools = ["shell.run"],
        Limits = new(),
        Priority = Priority.Human,
        Labels = Labels.Member,
    };

    public static TaskFinished Finished(int task, int? followUp = null, TaskEnd end = TaskEnd.Unverified) => new(
        Ids.Of(task),
        Ids.Of(task),
        new() { End = end, Summary = $"did {task}" },
        followUp is { } turn ? Ids.Of(turn) : null);
}
