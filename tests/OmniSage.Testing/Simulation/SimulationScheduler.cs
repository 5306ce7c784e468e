namespace OmniSage.Testing.Simulation;

/// <summary>
/// Runs a whole program on the calling thread in virtual time. What is ready runs in an order drawn from the seed; when
/// nothing is, the clock jumps to the next timer. The same seed gives the same order, in any process.
/// </summary>
public sealed class SimulationScheduler(int seed, TestClock clock) : TaskScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<Task> _ready = [];
    private int _thread;
    private Task? _strayed;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>How many pieces of work have run.</summary>
    public long Steps { get; private set; }

    /// <summary>Runs <paramref name="main"/> to its end, and whatever it sets going meanwhile.</summary>
    /// <exception cref="InvalidOperationException">Work left the simulation, or everything waits for
    /// nothing.</exception>
    public void Run(Func<Task> main)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            var done = Task.Factory.StartNew(main, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();
            while (!done.IsCompleted)
                Step();
            done.GetAwaiter().GetResult();
        }
        finally
        {
            _thread = 0;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Volatile.Write(ref _strayed, task);
            throw new InvalidOperationException("Work came into the simulation from another thread.");
        }

        _ready.Add(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Environment.CurrentManagedThreadId == _thread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _ready];

    private void Step()
    {
        if (Volatile.Read(ref _strayed) is { } strayed)
            throw new InvalidOperationException($"Task {strayed.Id} ran on another thread: see what it awaits.");
        if (_ready.Count == 0)
        {
            if (!clock.AdvanceToNext())
                throw new InvalidOperationException(
                    "Everything waits, and no timer is set: a deadlock, or work that left.");
            return;
        }

        var chosen = _random.Next(_ready.Count);
        var task = _ready[chosen];
        _ready.RemoveAt(chosen);
        Steps++;
        TryExecuteTask(task);
    }
}
