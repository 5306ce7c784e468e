namespace OmniSage.OrleansLocal;

/// <summary>
/// One piece of work for a mailbox: a call, a timer tick, a delivery. It begins on the mailbox's scheduler and is over
/// when its task is.
/// </summary>
internal abstract class Turn
{
    private static readonly Action<object?> BeginTask = static state => ((Turn)state!).Begin();

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

    /// <summary>
    /// Tells of the end of work that was the last thing to do in its mailbox, which the worker has left. Outside of any
    /// task, so that a caller who is no grain may go on right here, on this thread.
    /// </summary>
    /// <returns>Whether this was so; otherwise the end was told, or is still to come.</returns>
    internal bool TellLast()
    {
        if (_untold is not { } work)
            return false;
        _untold = null;
        Completed(work);
        return true;
    }

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
        if (Mailbox.FinishedAndLeft(this))
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
