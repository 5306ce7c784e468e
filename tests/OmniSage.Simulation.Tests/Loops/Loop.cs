namespace OmniSage.Simulation.Tests.Loops;

/// <summary>
/// The one thread of a simulation: runs one task after another, which of those that are ready being the seed's choice,
/// and lets time jump to the next timer when none is. Whatever reaches it from another thread fails the run.
/// </summary>
internal sealed class Loop(int seed)
{
    /// <summary>A run that takes more steps than this will never come to rest.</summary>
    private const long StepsMax = 2_000_000;

    private readonly Random order = new(seed);
    private readonly List<(LoopScheduler Scheduler, Task Task)> ready = [];
    private readonly PriorityQueue<LoopTimer, (long Due, long Order)> timers = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long nextTimer;
    private (long Step, Action Act)? planned;
    private volatile string? trespass;

    /// <summary>Ticks, as <see cref="DateTimeOffset"/> counts them.</summary>
    public long Now { get; private set; } = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero).Ticks;

    public long Steps { get; private set; }

    public Trace Trace { get; } = new();

    /// <summary>Runs until the work is done.</summary>
    public void Run(Func<Task> work, LoopScheduler world)
    {
        var done = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, world).Unwrap();
        while (!done.IsCompleted)
        {
            if (trespass is not null) throw new SimulationException(trespass);
            if (Steps >= StepsMax) throw new SimulationException($"The run does not end within {StepsMax} steps.");
            if (!RunReady()
                && !FireNext()) throw new SimulationException("Nothing is left to run, and the work is not done.");
        }

        done.GetAwaiter().GetResult();
        if (trespass is not null) throw new SimulationException(trespass);
    }

    /// <summary>Has something done between two steps, so many steps from now.</summary>
    public void Plan(int steps, Action act) => planned = (Steps + steps, act);

    /// <summary>Fails the run when the caller is on another thread.</summary>
    public void RequireThread(string what)
    {
        if (Environment.CurrentManagedThreadId == thread) return;
        trespass ??= $"{what} happened on another thread.\n{Environment.StackTrace}";
        throw new SimulationException(trespass);
    }

    internal void Enqueue(LoopScheduler scheduler, Task task)
    {
        RequireThread("Scheduling a task");
        ready.Add((scheduler, task));
    }

    internal void Enqueue(LoopTimer timer, long due)
    {
        RequireThread("Setting a timer");
        timer.Due = (due, nextTimer++);
        timers.Enqueue(timer, timer.Due.Value);
    }

    private bool RunReady()
    {
        if (ready.Count == 0) return false;
        var index = order.Next(ready.Count);
        var (scheduler, task) = ready[index];
        ready.RemoveAt(index);
        if (scheduler.IsDead) return true;
        Steps++;
        Trace.Add(Now, index);
        scheduler.Execute(task);
        if (planned is { } plan && Steps >= plan.Step)
        {
            planned = null;
            plan.Act();
        }

        return true;
    }

    private bool FireNext()
    {
        while (timers.TryDequeue(out var timer, out var due))
        {
            if (timer.Due != due || timer.Clock.IsDead) continue;
            Now = Math.Max(Now, due.Due);
            Trace.Add(Now, -1);
            timer.Fire();
            return true;
        }

        return false;
    }
}
