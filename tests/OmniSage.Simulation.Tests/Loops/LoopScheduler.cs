namespace OmniSage.Simulation.Tests.Loops;

/// <summary>
/// What one incarnation of a silo, or the world around it, runs on. Once it is dead, nothing that was queued here or
/// waits to come back here ever runs again.
/// </summary>
internal sealed class LoopScheduler(Loop loop) : TaskScheduler
{
    public bool IsDead { get; set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Execute(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task)
    {
        if (!IsDead) loop.Enqueue(this, task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
