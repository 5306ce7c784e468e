namespace OmniSage.Grains.Admission;

/// <summary>Who of a tenant works and who waits. Pure.</summary>
internal sealed record Places(
    int Max, ImmutableHashSet<Guid> Working, ImmutableList<WaitingTask> Waiting)
{
    /// <summary>Gives the task a place if one is free, and otherwise lets it wait behind its equals.</summary>
    public (Places Next, bool Granted) Request(Guid task, Priority priority)
    {
        if (Working.Contains(task)) return (this, true);
        if (Working.Count < Max && Waiting.IsEmpty) return (this with { Working = Working.Add(task) }, true);
        if (Waiting.Exists(waiting => waiting.Task == task)) return (this, false);
        var behind = Waiting.FindLastIndex(waiting => waiting.Priority >= priority) + 1;
        return (this with { Waiting = Waiting.Insert(behind, new(task, priority)) }, false);
    }

    /// <summary>Takes the task's place back and gives what is free to those who waited longest.</summary>
    public (Places Next, ImmutableArray<Guid> Granted) Release(Guid task) =>
        (this with
        {
            Working = Working.Remove(task),
            Waiting = Waiting.RemoveAll(waiting => waiting.Task == task),
        }).Grant();

    private (Places Next, ImmutableArray<Guid> Granted) Grant()
    {
        var granted = Waiting.Take(Max - Working.Count).Select(waiting => waiting.Task).ToImmutableArray();
        var next = this with { Working = Working.Union(granted), Waiting = Waiting.RemoveRange(0, granted.Length) };
        return (next, granted);
    }
}

/// <summary>A task that waits for a place.</summary>
internal sealed record WaitingTask(Guid Task, Priority Priority);
