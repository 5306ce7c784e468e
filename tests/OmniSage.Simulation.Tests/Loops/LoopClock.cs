namespace OmniSage.Simulation.Tests.Loops;

/// <summary>The loop's time as one incarnation sees it: its timers die with it.</summary>
internal sealed class LoopClock(Loop loop) : TimeProvider
{
    public bool IsDead { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public Loop Loop => loop;

    public override DateTimeOffset GetUtcNow() => new(loop.Now, TimeSpan.Zero);

    public override long GetTimestamp() => loop.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>Fires on the loop's thread, those due at once in the order in which they were set.</summary>
internal sealed class LoopTimer(LoopClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan period;

    public LoopClock Clock => clock;

    public (long Due, long Order)? Due { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        Due = null;
        if (dueTime >= TimeSpan.Zero && !clock.IsDead) clock.Loop.Enqueue(this, clock.Loop.Now + dueTime.Ticks);
        return true;
    }

    public void Fire()
    {
        Due = null;
        if (period > TimeSpan.Zero) clock.Loop.Enqueue(this, clock.Loop.Now + period.Ticks);
        callback(state);
    }

    public void Dispose() => Due = null;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
