namespace OmniSage.Testing.Clusters;

/// <summary>
/// Runs tasks on the thread pool and knows when none is left, so that a test can wait for a silo to come to rest.
/// </summary>
internal sealed class RestingScheduler : TaskScheduler
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _rest = Resting();
    private int _open;

    /// <summary>Completes when nothing is queued or running, which may be at once.</summary>
    public Task RestAsync()
    {
        lock (_gate)
            return _rest.Task;
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_open++ == 0)
                _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => Run(task), null);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private static TaskCompletionSource Resting()
    {
        var rest = new TaskCompletionSource();
        rest.SetResult();
        return rest;
    }

    private void Run(Task task)
    {
        TryExecuteTask(task);
        lock (_gate)
        {
            if (--_open == 0)
                _rest.SetResult();
        }
    }
}
