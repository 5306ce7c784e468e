namespace OmniSage.Testing;

/// <summary>
/// A clock that moves only when a test moves it. Timers fire in the order they are due, those due at once in the order
/// they were set, and each sees its own due time as the present.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TestTimer, (DateTimeOffset Due, long Order)> _timers = new();
    private DateTimeOffset _now = start;
    private long _order;

    public TestClock()
        : this(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on by <paramref name="by"/>, firing on this thread whatever falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = end;
    }

    /// <summary>Moves on to the next timer that is due and fires it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool AdvanceToNext()
    {
        var timer = NextDue(DateTimeOffset.MaxValue);
        timer?.Fire();
        return timer is not null;
    }

    private TestTimer? NextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var timer, out var at) && at.Due <= end)
            {
                _timers.Dequeue();
                if (timer.Due != at.Due || timer.Order != at.Order)
                    continue; // Set anew or disposed since.
                _now = at.Due > _now ? at.Due : _now;
                timer.Repeat();
                return timer;
            }

            return null;
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Set(dueTime);
            }

            return true;
        }

        /// <summary>Sets the next round of a periodic timer. Called under the clock's gate.</summary>
        public void Repeat() => Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Set(TimeSpan dueTime)
        {
            Due = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
            Order = clock._order++;
            if (Due is { } due)
                clock._timers.Enqueue(this, (due, Order));
        }
    }
}
