using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Settings;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// Carries out <c>task.delegate</c>, which is the coordinator's own: the task is in the thread's journal before its
/// executor hears of it, and the executor is told until it has taken it.
/// </summary>
internal sealed class Delegation(ThreadId id, RunJournal runs, Courier courier, GuidSource ids)
{
    public void Carry(
        Draft draft, ThreadWork work, Journal<RunState> turn, ToolCall call, AgentProfile agent)
    {
        var step = turn.Next.Step;
        draft.Append(turn, Labels.System, new ToolRequested(step, call, runs.Catalog.VersionOf(call.Tool)));
        try
        {
            var contract = Contract(work, call, agent);
            draft.Append(work.Thread, contract.Labels, new TaskDelegated(contract));
            var task = work.Thread.Next.Tasks[^1];
            Project(draft, work, contract);
            draft.Append(turn, Labels.System, new ToolCompleted(
                step, 1, call.Id, ToolOutcome.Of(new { Task = $"{task.Number}", Status = "started" }).Result, null));
            draft.WhenDurable(() => Start(contract));
        }
        catch (ToolFaultException fault)
        {
            draft.Append(turn, Labels.System, new ToolFailed(
                step, 1, call.Id, fault.Code, fault.Message, Retryable: false));
        }
    }

    /// <summary>Tells the executor of its task; telling it again changes nothing.</summary>
    public void Start(TaskContract contract)
    {
        var task = new TaskId(id.Tenant, contract.Task);
        courier.Send(
            id.Tenant,
            $"start {task}",
            grains => grains.GetGrain<IExecutorGrain>(task.ToGrainKey()).StartAsync(contract));
    }

    /// <summary>Tells executors again what they may not have heard before a process died.</summary>
    public void TellAgain(IEnumerable<DelegatedTask> open)
    {
        foreach (var task in open)
        {
            if (task.CancelledBy is { } by) SendCancel(task.Contract, by);
            else Start(task.Contract);
        }
    }

    /// <summary>Notes that the task is to end, and tells its executor until it has ended it.</summary>
    public void Cancel(Draft draft, ThreadWork work, DelegatedTask task, Guid by)
    {
        if (task.CancelledBy is null)
        {
            draft.Append(work.Thread, Labels.Member, new TaskCancelling(task.Contract.Task, by));
        }

        draft.WhenDurable(() => SendCancel(task.Contract, by));
    }

    public void SendCancel(TaskContract contract, Guid by)
    {
        var task = new TaskId(id.Tenant, contract.Task);
        courier.Send(id.Tenant, $"cancel {task}", async grains =>
        {
            var executor = grains.GetGrain<IExecutorGrain>(task.ToGrainKey());
            // One that was never told of its task is told first, so that it can end it.
            await executor.StartAsync(contract);
            await executor.CancelAsync(by, "cancelled");
        });
    }

    private TaskContract Contract(ThreadWork work, ToolCall call, AgentProfile agent)
    {
        var conversation = work.Thread.Next;
        if (conversation.OpenTasks.Count() >= runs.Options.OpenTasksMax)
        {
            throw new ToolFaultException(
                $"The thread has reached its limit of {runs.Options.OpenTasksMax} open tasks.", code: "tasks_limit");
        }

        if (conversation.Turn!.Tasks >= runs.Options.TurnTasksMax)
        {
            throw new ToolFaultException(
                $"This turn has reached its limit of {runs.Options.TurnTasksMax} tasks.", code: "turn_tasks_limit");
        }

        if (conversation.Turn.Depth >= runs.Options.TurnDepthMax)
        {
            throw new ToolFaultException(
                $"{runs.Options.TurnDepthMax} turns in a row have followed tasks without a person saying anything: "
                + "say what you have, and let a person decide how to go on.",
                code: "depth_limit");
        }

        var arguments = TaskDelegateTool.Read(call.Arguments);
        var task = ids.Next();
        return new()
        {
            Task = task,
            Run = task,
            Thread = id.Value,
            Turn = conversation.Turn!.Run,
            Workspace = work.Place.Workspace,
            By = conversation.Turn.By,
            Title = Titles.Of(string.IsNullOrWhiteSpace(arguments.Title) ? arguments.Goal : arguments.Title),
            Goal = arguments.Goal,
            Checks = [.. arguments.Checks ?? []],
            Tools = agent.ExecutorTools,
            Limits = new(),
            Priority = Priority.Human,
            Labels = work.LabelsOfTurn,
            Agent = work.Place.NamedAgent,
        };
    }

    private void Project(Draft draft, ThreadWork work, TaskContract contract)
    {
        var run = new RunId(id.Tenant, contract.Run);
        draft.Change(RunRows.Upsert(work.Place.Queued(
            run, RunKind.Task, contract.Title, contract.Turn, contract.Task, draft.Now)));
        // Until the executor writes its own lease, this one has the coordinator woken to tell it again.
        draft.Change(runs.LeaseOf(run, RunOwner.Of(id), draft.Now));
    }
}
