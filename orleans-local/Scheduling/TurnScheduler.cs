namespace OmniSage.OrleansLocal;

/// <summary>
/// Runs tasks and turns one at a time, in the order they came, on the silo's workers. Whatever a turn awaits resumes
/// here, so code that runs on one scheduler never runs beside itself.
/// </summary>
internal class TurnScheduler(TaskScheduler workers) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>A busy scheduler gives its worker back after this many pieces of work.</summary>
    private const int TurnsPerVisit = 64;

    private readonly Queue<object> _ready = new();
    private bool _scheduled;
    private int _runningThread;

    /// <summary>Guards this scheduler's queue and the mailbox built on it. Nothing foreign runs under it.</summary>
    protected Lock Gate { get; } = new();

    public override int MaximumConcurrencyLevel => 1;

    public void Execute()
    {
        for (var turns = 0; turns < TurnsPerVisit; turns++)
        {
            if (!TryTake(out var work))
                return;
            _runningThread = Environment.CurrentManagedThreadId;
            Run(work);
            if (work is Turn turn && turn.TellLast())
                return;
            _runningThread = 0;
        }

        Visit();
    }

    /// <summary>
    /// Lets the worker of the thread pool go if nothing is left to do here; call under <see cref="Gate"/>, and then do
    /// nothing more here. Other workers come back: what goes on when a turn ends must go on as their work.
    /// </summary>
    protected bool TryLeave()
    {
        if (_ready.Count > 0 || !ReferenceEquals(workers, Default))
            return false;
        _runningThread = 0;
        _scheduled = false;
        return true;
    }

    /// <summary>Runs a turn or an action here after everything already queued. Call under <see cref="Gate"/>.</summary>
    /// <returns>Whether <see cref="Visit"/> must be called, outside of the gate.</returns>
    protected bool Enqueue(object work)
    {
        _ready.Enqueue(work);
        var idle = !_scheduled;
        _scheduled = true;
        return idle;
    }

    /// <summary>Asks for a worker. The caller's execution context stays behind.</summary>
    protected void Visit()
    {
        if (ReferenceEquals(workers, Default))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            return;
        }

        using (WithoutContext.Flow())
            new Task(static state => ((TurnScheduler)state!).Execute(), this).Start(workers);
    }

    protected override void QueueTask(Task task)
    {
        bool visit;
        lock (Gate)
            visit = Enqueue(task);
        if (visit)
            Visit();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _runningThread == Environment.CurrentManagedThreadId && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
            return [.. _ready.OfType<Task>()];
    }

    private void Run(object work)
    {
        switch (work)
        {
            case Task task:
                TryExecuteTask(task);
                break;
            case Turn turn:
                turn.RunOn(this);
                break;
            default:
                new Task((Action)work).RunSynchronously(this);
                break;
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? work)
    {
        lock (Gate)
        {
            var found = _ready.TryDequeue(out work);
            _scheduled = found;
            return found;
        }
    }
}
