namespace OmniSage.OrleansLocal;

/// <summary>
/// One piece of work for a mailbox: a call, a timer tick, a delivery. It begins on the mailbox's scheduler and is over
/// when its task is.
/// </summary>
internal abstract class Turn
{
    private static readonly Action<object?> BeginTask = static state => ((Turn)state!).Begin();

    private static readonly Action<object?> TellTask = static state => ((Turn)state!).Tell();

    private Mailbox? _mailbox;
    private Task? _untold;

    /// <summary>Neighbours in the one list of its mailbox that holds this turn.</summary>
    internal Turn? Next { get; set; }

    internal Turn? Previous { get; set; }

    internal bool AlwaysInterleaves { get; init; }

    internal bool ReadOnly { get; init; }

    /// <summary>Whether this turn counts as use of the activation.</summary>
    internal bool KeepsAlive { get; init; } = true;

    /// <summary>Nobody waits for this turn any more; it need not begin.</summary>
    internal virtual bool Abandoned => false;

    internal bool IsPosted => _mailbox is not null;

    /// <summary>The mailbox it waits or runs in.</summary>
    internal Mailbox Mailbox => _mailbox ?? throw new InvalidOperationException("The turn was not posted.");

    protected abstract Task RunAsync();

    /// <summary>Told exactly once when the work has ended, well or not.</summary>
    protected abstract void Completed(Task work);

    /// <summary>The turn will not run. Told at most once, instead of running.</summary>
    internal abstract void Reject(Exception reason);

    /// <summary>Reports a time-out when the turn is older than it may be.</summary>
    internal virtual void ExpireAt(long now)
    {
    }

    internal void MoveTo(Mailbox mailbox) => _mailbox = mailbox;

    internal void RunOn(TurnScheduler scheduler) => new Task(BeginTask, this).RunSynchronously(scheduler);

    /// <summary>The work has ended and nobody was told yet: the scheduler does it, best after it was left.</summary>
    internal bool IsUntold => _untold is not null;

    /// <summary>Tells of the end. Outside of any task, whoever waits for it may go on right here, on this thread.</summary>
    internal void Tell()
    {
        var work = _untold!;
        _untold = null;
        Completed(work);
    }

    /// <summary>Tells of the end as work of the scheduler: whoever waits for it goes on elsewhere.</summary>
    internal void TellOn(TurnScheduler scheduler) => new Task(TellTask, this).RunSynchronously(scheduler);

    private void Begin()
    {
        Task work;
        try
        {
            work = RunAsync();
        }
        catch (Exception exception)
        {
            work = Task.FromException(exception);
        }

        if (work.IsCompleted)
            EndAtOnce(work);
        else
            work.GetAwaiter().UnsafeOnCompleted(() => End(work));
    }

    private void EndAtOnce(Task work)
    {
        if (Mailbox.Finished(this))
            _untold = work;
        else
            Completed(work);
    }

    private void End(Task work)
    {
        Completed(work);
        Mailbox.Finished(this);
    }
}
