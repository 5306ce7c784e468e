using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Budgets;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>A coordinator that makes messages durable and leaves the rest to the test.</summary>
[GrainType("coordinator")]
internal sealed class FakeCoordinator(World world) : FakeOwner(world), ICoordinatorGrain
{
    private ThreadId Id => ThreadId.Parse(this.GetPrimaryKeyString());

    public async Task<OpenedThread> OpenAsync(OpenThread command)
    {
        Begin();
        var isNew = await World.History.FindThreadAsync(Id, CancellationToken.None) is null;
        // Long enough that whoever asks the history at the same time finds no thread there.
        if (isNew) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        if (isNew) new FakeThread(World, Id, command.Workspace).Open(command.Title, command.Mode, command.Agent);
        return new((await World.History.FindThreadAsync(Id, CancellationToken.None))!, isNew);
    }

    public async Task<Receipt> ReceiveAsync(IncomingMessage message)
    {
        Begin();
        if (Seen(message.ClientId) is { } seen) return new(seen.Message, seen.Run);
        foreach (var picture in message.Images) World.Pictures.Enqueue(picture);
        var known = await World.History.FindThreadAsync(Id, CancellationToken.None);
        var thread = new FakeThread(World, Id, known!.Workspace);
        var run = thread.Receive(
            message.Text, message.ClientId, message.Text.StartsWith('/') ? RunKind.Command : RunKind.Turn);
        var agent = World.Agent;
        _ = Task.Run(() => agent(thread, run, message.Text));
        return new(Seen(run).Message, run);
    }

    public async Task<CancelOutcome> CancelAsync(RunId run, Guid by)
    {
        Begin();
        var known = await World.History.FindRunAsync(run, CancellationToken.None);
        if (known is null) return CancelOutcome.NotFound;
        if (known.EndedUs is not null) return CancelOutcome.AlreadyEnded;
        new FakeThread(World, Id, known.Workspace).Write(run.Value, new RunCancelled(by, "asked to"));
        return CancelOutcome.Cancelled;
    }

    public Task TaskFinishedAsync(TaskId task, TaskResult result) => Task.CompletedTask;

    public Task<QuestionAnswer?> AskAsync(TaskQuestion question) => Task.FromResult<QuestionAnswer?>(null);

    public Task<AnswerReceipt> AnswerAsync(AnswerQuestion answer)
    {
        Begin();
        return Task.FromResult(World.Answer(answer));
    }

    public Task ShowApprovalAsync(ApprovalRequest request) => Task.CompletedTask;

    public Task ShowShortageAsync(RunId run, BudgetShortage? shortage) => Task.CompletedTask;

    public Task ShowBudgetAsync(BudgetNotice notice) => Task.CompletedTask;

    public Task CommandAnsweredAsync(RunId run, string reply, Labels labels) => Task.CompletedTask;

    public Task<bool> ForgetTalkAsync(ImmutableArray<Guid> runs) => Task.FromResult(true);

    public Task SwitchMemoryAsync(bool isOn, Guid by)
    {
        World.KeepsFacts[Id.Value] = isOn;
        return Task.CompletedTask;
    }

    public Task<ThreadStatus> GetStatusAsync()
    {
        Begin();
        return Task.FromResult(new ThreadStatus
        {
            Mode = QueueMode.Steer,
            Queued = [],
            Tasks = [],
            KeepsFacts = World.KeepsFacts.GetValueOrDefault(Id.Value, true),
            Questions = World.OpenQuestions,
        });
    }

    private void Begin()
    {
        World.Claims.Add(CallerContext.Tenant?.Text);
        if (World.Fault is { } fault) throw fault;
    }

    private MessageReceived? Seen(string? clientId) =>
        clientId is null ? null : Messages().FirstOrDefault(message => message.ClientId == clientId);

    private MessageReceived Seen(Guid run) => Messages().First(message => message.Run == run);

    private IEnumerable<MessageReceived> Messages() => World.Log.All
        .Where(recorded => recorded.Type is "message.received" && recorded.Thread == Id.Value)
        .Select(recorded => (MessageReceived)FakeHistory.Read(recorded));
}

[GrainType("executor")]
internal sealed class FakeExecutor(World world) : FakeOwner(world), IExecutorGrain
{
    public Task StartAsync(TaskContract contract) => Task.CompletedTask;

    public Task PlaceGrantedAsync() => Task.CompletedTask;

    public Task ApprovalDecidedAsync(ApprovalDecision decision) => Task.CompletedTask;

    public Task QuestionAnsweredAsync(QuestionAnswer answer) => Task.CompletedTask;

    public Task<CancelOutcome> CancelAsync(Guid by, string reason) => Task.FromResult(CancelOutcome.NotFound);

    public Task<GrantOutcome> GrantBudgetAsync(Guid grant, Amount amount, Guid by)
    {
        World.Budgets.Grants.Add((grant, amount, by));
        return Task.FromResult(World.Budgets.Outcome);
    }
}

/// <summary>Keeps who watches which run.</summary>
internal abstract class FakeOwner(World world) : Grain, IRunOwner
{
    protected World World => world;

    public Task StepFinishedAsync(StepReport report) => Task.CompletedTask;

    public Task RecoverAsync() => Task.CompletedTask;

    public Task WatchAsync(RunId run, IRunObserver observer)
    {
        world.Watchers[(run.Value, observer)] = true;
        return Task.CompletedTask;
    }

    public Task UnwatchAsync(RunId run, IRunObserver observer)
    {
        world.Watchers.TryRemove((run.Value, observer), out _);
        return Task.CompletedTask;
    }
}
