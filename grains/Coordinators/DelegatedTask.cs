namespace OmniSage.Grains.Coordinators;

/// <summary>A row of the task table.</summary>
/// <param name="Contract">What was asked.</param>
/// <param name="Number">What people call the task in this thread, from 1.</param>
/// <param name="CreatedUs">When it was delegated.</param>
internal sealed record DelegatedTask(TaskContract Contract, int Number, long CreatedUs)
{
    /// <summary>Null while it runs or waits.</summary>
    public TaskResult? Result { get; init; }

    /// <summary>Who wants it ended, before it has.</summary>
    public Guid? CancelledBy { get; init; }

    /// <summary>The turn that got to know the result; each result is told once.</summary>
    public Guid? ReportedIn { get; init; }

    public TaskEntry ToEntry() => new()
    {
        Task = Contract.Task,
        Run = Contract.Run,
        Turn = Contract.Turn,
        Number = Number,
        Title = Contract.Title,
        End = Result?.End,
        CreatedUs = CreatedUs,
    };

    /// <summary>The task as the turn that follows it gets to know it; only of a task that ended.</summary>
    public TaskReport ToReport() => new(Contract.Task, Number, Contract.Goal, Result!.End, Result.Summary)
    {
        Labels = Result.Labels,
    };
}
