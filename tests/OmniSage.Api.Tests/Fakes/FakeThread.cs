namespace OmniSage.Api.Tests.Fakes;

/// <summary>Writes what a coordinator and its executors would write, one unit of work per call.</summary>
internal sealed class FakeThread(World world, ThreadId id, Guid workspace)
{
    public static Guid Account { get; } = Guid.CreateVersion7();

    public World World => world;

    public ThreadId Id => id;

    public JournalId Journal => new(id.Tenant, JournalKind.Thread, id.Value);

    public RunId RunId(Guid run) => new(id.Tenant, run);

    public void Open(string title, QueueMode mode, Guid? agent = null) =>
        Commit((Journal, new ThreadOpened(workspace, title, mode, Account, agent)));

    public Guid Receive(string text, string? clientId = null, RunKind kind = RunKind.Turn)
    {
        var run = Guid.CreateVersion7();
        Commit((Journal, new MessageReceived
        {
            Message = Guid.CreateVersion7(),
            Run = run,
            Text = text,
            By = Account,
            ClientId = clientId,
            Kind = kind,
            Mode = QueueMode.Steer,
            Priority = Priority.Human,
        }));
        return run;
    }

    public void StartTurn(Guid run, string title = "turn", Guid? parent = null) => Commit(
        (Journal, new TurnStarted(run, [], [])),
        (Run(run), new RunStarted { Kind = RunKind.Turn, Loop = 1, Title = title, Parent = parent }));

    public void Answer(Guid run, string text) => Commit(
        (Run(run), new ModelResponded(1, 1, "offline", text, [], new(1, 1))),
        (Journal, new MessageSent(Guid.CreateVersion7(), run, text)),
        (Run(run), new RunCompleted(null)),
        (Journal, new TurnEnded(run, RunStatus.Completed)));

    public TaskContract Delegate(Guid turn, string title, string goal)
    {
        var contract = new TaskContract
        {
            Task = Guid.CreateVersion7(),
            Run = Guid.CreateVersion7(),
            Thread = id.Value,
            Turn = turn,
            Workspace = workspace,
            By = Account,
            Title = title,
            Goal = goal,
            Checks = [],
            Tools = ["shell.run"],
            Limits = new(),
            Priority = Priority.Human,
            Labels = Labels.Member,
        };
        Commit((Journal, new TaskDelegated(contract)));
        return contract;
    }

    public void StartTask(TaskContract task) => Commit((Run(task.Run), new RunStarted
    {
        Kind = RunKind.Task,
        Loop = 1,
        Title = task.Title,
        Parent = task.Turn,
        Contract = task,
    }));

    /// <summary>Ends the task's run, and then, as another unit, lets the coordinator know.</summary>
    public void EndTask(TaskContract task, TaskResult result, Guid? followUp)
    {
        Commit((Run(task.Run), new RunCompleted(result)));
        Commit((Journal, new TaskFinished(task.Task, task.Run, result, followUp)));
    }

    public void Write(Guid run, params EventPayload[] payloads) =>
        Commit([.. payloads.Select(payload => (Run(run), payload))]);

    public void Write(params (JournalId, EventPayload)[] unit) => Commit(unit);

    public JournalId Run(Guid run) => new(id.Tenant, JournalKind.Run, run);

    private void Commit(params (JournalId, EventPayload)[] unit) => world.Log.Commit(id, workspace, unit);
}
