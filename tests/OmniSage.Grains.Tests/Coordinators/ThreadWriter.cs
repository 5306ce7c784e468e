using OmniSage.Grains.Coordinators;
using static OmniSage.Grains.Tests.Coordinators.Threads;

namespace OmniSage.Grains.Tests.Coordinators;

/// <summary>Writes random events of a thread that could follow one another.</summary>
internal sealed class ThreadWriter
{
    private readonly List<EventPayload> events = [new ThreadOpened(Ids.Of(2), "", QueueMode.Steer, By)];
    private Conversation now = Opened;
    private int next = 100;

    public IReadOnlyList<EventPayload> Events => events;

    public void Next(Random random)
    {
        if (Choose(random) is not { } payload) return;
        events.Add(payload);
        now = now.Apply(payload, events.Count);
    }

    private EventPayload? Choose(Random random) => (random.Next(8), now) switch
    {
        (0, { Turn: { } turn }) => Received(next++, NumberOf(turn.Run), clientId: $"{next}"),
        (0 or 1, _) => Received(next++, next++, "text", (QueueMode)random.Next(4), $"{next}"),
        (2, { Turn: null, Queue: [var queued, ..] }) => new TurnStarted(queued.Run, [], []),
        (3, { Turn: { } turn }) => new TurnEnded(turn.Run, RunStatus.Completed),
        (4, { Turn: { } turn }) => Delegated(next++, NumberOf(turn.Run)),
        (5, _) when now.OpenTasks.FirstOrDefault() is { } task => Finish(task, (TaskEnd)random.Next(4)),
        (6, { Turn: { } turn }) => new MessageSent(Ids.Of(next++), turn.Run, "answer"),
        (7, _) when now.OpenTasks.LastOrDefault() is { } task => new TaskCancelling(task.Contract.Task, By),
        (7, _) => new SettingsChanged((QueueMode)random.Next(4), By),
        _ => null,
    };

    private TaskFinished Finish(DelegatedTask task, TaskEnd end)
    {
        var result = new TaskResult { End = end, Summary = "s" };
        var turn = now.BringsTurn(task, result) ? Ids.Of(next++) : default(Guid?);
        return new(task.Contract.Task, task.Contract.Run, result, turn);
    }

    private static int NumberOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
