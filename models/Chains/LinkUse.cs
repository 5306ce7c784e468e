namespace OmniSage.Models.Chains;

/// <summary>When a link was wanted last, and whether it answers just now. Safe for threads.</summary>
internal sealed class LinkUse
{
    private long lastAt;
    private int underWay;
    private bool isKept;

    /// <summary>Nobody asks it just now, and it is not the install's own.</summary>
    public bool MayGo => !Volatile.Read(ref isKept) && Volatile.Read(ref underWay) == 0;

    public TimeSpan IdleFor(TimeProvider time) => time.GetElapsedTime(Volatile.Read(ref lastAt));

    public void HandOut(long at, bool forGood)
    {
        Volatile.Write(ref lastAt, at);
        if (forGood) Volatile.Write(ref isKept, true);
    }

    public void Begin() => Interlocked.Increment(ref underWay);

    public void End(long at)
    {
        Volatile.Write(ref lastAt, at);
        Interlocked.Decrement(ref underWay);
    }
}
