namespace OmniSage.Egress;

/// <summary>Ends a request when nothing comes for too long, or when the caller wants it no more.</summary>
internal sealed class AnswerTimer : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource both;
    private readonly CancellationToken caller;

    public AnswerTimer(TimeSpan first, TimeProvider time, CancellationToken caller)
    {
        (Current, this.caller) = (first, caller);
        timer = new(first, time);
        both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    public CancellationToken Token => both.Token;

    /// <summary>The time that counts at the moment.</summary>
    public TimeSpan Current { get; private set; }

    /// <summary>The time is over, and it was not the caller who ended the request.</summary>
    public bool IsOver => timer.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>Something came: so long may it take until the next.</summary>
    public void Restart(TimeSpan next)
    {
        Current = next;
        timer.CancelAfter(next);
    }

    public void Dispose()
    {
        both.Dispose();
        timer.Dispose();
    }
}
