using OmniSage.GrainInterfaces.Agents;

namespace OmniSage.Grains.Runs;

/// <summary>Where a run is, and on whose behalf: what its row and its tools need beside its own state.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Thread">The thread.</param>
/// <param name="By">On whose behalf.</param>
/// <param name="Agent">The agent whose work it is.</param>
/// <param name="IsShared">Several people speak in it: what is one person's own is not for it.</param>
internal sealed record RunPlace(Guid Workspace, Guid Thread, Guid By, Guid Agent, bool IsShared = false)
{
    public static RunPlace Of(TaskContract contract) => new(
        contract.Workspace, contract.Thread, contract.By, contract.Agent ?? BuiltInAgent.IdIn(contract.Workspace));

    /// <summary>In a thread, on behalf of whoever opened it.</summary>
    public static RunPlace Of(ThreadId thread, ThreadOpened opened) => new(
        opened.Workspace, thread.Value, opened.By, opened.Agent ?? BuiltInAgent.IdIn(opened.Workspace));

    /// <summary>The agent as contracts and events name it.</summary>
    public Guid? NamedAgent => Agent == BuiltInAgent.IdIn(Workspace) ? null : Agent;

    public RunSummary Summary(RunId id, RunState run, long? closedSeq = null) => new()
    {
        Id = id,
        Workspace = Workspace,
        Thread = Thread,
        Parent = run.Started!.Parent,
        Kind = run.Started.Kind,
        Status = run.Status,
        Title = run.Started.Title,
        Task = run.Contract?.Task,
        CreatedUs = run.StartedUs,
        UpdatedUs = run.UpdatedUs,
        EndedUs = run.IsEnded ? run.UpdatedUs : null,
        ClosedSeq = closedSeq,
        Agent = NamedAgent,
    };

    /// <summary>A run whose id is promised and that has written nothing yet.</summary>
    public RunSummary Queued(
        RunId id, RunKind kind, string title, Guid? parent, Guid? task, DateTimeOffset now) => new()
    {
        Id = id,
        Workspace = Workspace,
        Thread = Thread,
        Parent = parent,
        Kind = kind,
        Status = RunStatus.Queued,
        Title = title,
        Task = task,
        CreatedUs = Microseconds.Of(now),
        UpdatedUs = Microseconds.Of(now),
        Agent = NamedAgent,
    };
}
