using OmniSage.Api.Agents;
using OmniSage.Api.Questions;
using OmniSage.Api.Runs;

namespace OmniSage.Api.Threads;

/// <summary>One conversation, and the slug of the agent whose it is.</summary>
internal sealed record ThreadView(
    string Id, string Agent, string Title, QueueMode Mode, string CreatedBy, string Created, string Updated)
{
    public static ThreadView Of(ThreadSummary thread, AgentNames agents) => new(
        thread.Id.Value.ToString("N"),
        agents.SlugOf(thread.Agent),
        thread.Title,
        thread.Mode,
        thread.CreatedBy.ToString("N"),
        Timestamp.Text(thread.CreatedUs),
        Timestamp.Text(thread.UpdatedUs));
}

/// <summary>A conversation with what is under way in it, and its newest runs.</summary>
internal sealed record ThreadDetail(ThreadView Thread, ThreadStatusView Status, IReadOnlyList<RunView> Runs);

/// <summary>
/// What is under way: the turn that runs, the turns that wait, the tasks, and what tasks wait to have answered.
/// </summary>
internal sealed record ThreadStatusView(
    QueueMode Mode,
    string? Turn,
    IReadOnlyList<string> Queued,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<QuestionView> Questions)
{
    public static ThreadStatusView Of(ThreadStatus status) => new(
        status.Mode,
        status.Turn?.ToString("N"),
        [.. status.Queued.Select(run => run.ToString("N"))],
        [.. status.Tasks.Select(TaskView.Of)],
        [.. status.Questions.Select(QuestionView.Of)]);
}

/// <summary>One delegated task; <see cref="End"/> is null while it runs or waits.</summary>
internal sealed record TaskView(
    string Id, string Run, string Turn, int Number, string Title, TaskEnd? End, string Created)
{
    public static TaskView Of(TaskEntry task) => new(
        task.Task.ToString("N"),
        task.Run.ToString("N"),
        task.Turn.ToString("N"),
        task.Number,
        task.Title,
        task.End,
        Timestamp.Text(task.CreatedUs));
}
