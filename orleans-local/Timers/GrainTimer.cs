using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>
/// Posts a tick to its activation when due, and sets itself again when the tick has ended, so ticks never pile up.
/// </summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _ticking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        using (WithoutContext.Flow())
        {
            _timer = activation.Silo.Time.CreateTimer(
                static state => ((GrainTimer)state!).Post(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Change(options.DueTime, options.Period);
        activation.Add(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime);
        Validate(period);
        (_dueTime, _period, _changed) = (dueTime, period, true);
        if (!_ticking)
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _stopped.Cancel();
        _timer.Dispose();
        _activation.Remove(this);
    }

    private static void Validate(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)time.TotalMilliseconds, -1, nameof(time));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)time.TotalMilliseconds, 0xfffffffe, nameof(time));
    }

    private void Post()
    {
        _ticking = true;
        _activation.TryPost(new Tick(this));
    }

    private void Ended()
    {
        _ticking = false;
        if (!_stopped.IsCancellationRequested)
            _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
    }

    private sealed class Tick : Turn
    {
        private readonly GrainTimer _timer;

        public Tick(GrainTimer timer)
        {
            _timer = timer;
            AlwaysInterleaves = timer._options.Interleave;
            KeepsAlive = timer._options.KeepAlive;
        }

        internal override bool Abandoned => _timer._stopped.IsCancellationRequested;

        internal override void Reject(Exception reason)
        {
            if (reason is LimitExceededException)
                _timer.Ended();
        }

        protected override Task RunAsync()
        {
            if (Abandoned)
                return Task.CompletedTask;
            _timer._changed = false;
            return _timer._callback(_timer._stopped.Token);
        }

        protected override void Completed(Task work)
        {
            if (work.IsFaulted)
                _timer._activation.Silo.Log.TimerFailed(_timer._activation.GrainId, work.Exception.InnerException!);
            _timer.Ended();
        }
    }
}
