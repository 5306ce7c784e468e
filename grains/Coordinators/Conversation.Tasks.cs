namespace OmniSage.Grains.Coordinators;

/// <content>What is asked of the table of tasks. Pure.</content>
internal sealed partial record Conversation
{
    public DelegatedTask? FindTask(Guid task) => Tasks.FirstOrDefault(one => one.Contract.Task == task);

    /// <summary>The task that asked this last.</summary>
    public DelegatedTask? FindQuestion(Guid question) =>
        Tasks.FirstOrDefault(one => one.Question?.Question == question);

    public CommandBegun? FindCarried(Guid run) => Carried.FirstOrDefault(one => one.Run == run);

    public SeenMessage? FindSeen(string clientId) => Seen.FirstOrDefault(seen => seen.ClientId == clientId);

    /// <summary>Tasks that have not ended.</summary>
    public IEnumerable<DelegatedTask> OpenTasks => Tasks.Where(task => task.Result is null);

    /// <summary>Tasks whose questions wait for answers.</summary>
    public IEnumerable<DelegatedTask> OpenQuestions => Tasks.Where(task => task.IsAsking);

    /// <summary>The tasks of one turn, as far as the table still holds them.</summary>
    public IEnumerable<DelegatedTask> TasksOf(Guid turn) => Tasks.Where(task => task.Contract.Turn == turn);

    /// <summary>
    /// Whether this result is the last one that the task's turn waits for, and leaves something to say.
    /// </summary>
    public bool BringsTurn(DelegatedTask task, TaskResult result)
    {
        var others = TasksOf(task.Contract.Turn)
            .Where(other => other.ReportedIn is null && other.Contract.Task != task.Contract.Task)
            .Select(other => other.Result)
            .ToList();
        return others.TrueForAll(other => other is not null)
            && others.Append(result).Any(one => one!.End != TaskEnd.Cancelled);
    }
}
