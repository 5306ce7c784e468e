using OmniSage.Api.Agents;

namespace OmniSage.Api.Runs;

/// <summary>One piece of work: a turn, a task, or a command; the agent by its slug.</summary>
internal sealed record RunView(
    string Id,
    string Thread,
    string Agent,
    string? Parent,
    RunKind Kind,
    RunStatus Status,
    string Title,
    string? Task,
    string Created,
    string Updated,
    string? Ended)
{
    public static RunView Of(RunSummary run, AgentNames agents) => new(
        run.Id.Value.ToString("N"),
        run.Thread.ToString("N"),
        agents.SlugOf(run.Agent),
        run.Parent?.ToString("N"),
        run.Kind,
        run.Status,
        run.Title,
        run.Task?.ToString("N"),
        Timestamp.Text(run.CreatedUs),
        Timestamp.Text(run.UpdatedUs),
        run.EndedUs is { } ended ? Timestamp.Text(ended) : null);
}

/// <summary>A run with the runs that it caused.</summary>
internal sealed record RunDetail(RunView Run, IReadOnlyList<RunView> Children);

/// <summary>What became of the wish to cancel: <c>cancelled</c>, or <c>alreadyEnded</c>.</summary>
internal sealed record CancelView(CancelOutcome Outcome);
