namespace OmniSage.Simulation.Tests.Bugs;

/// <summary>The planted mistake <see cref="PlantedBug.CourierGivesUp"/>: a delay that never ends.</summary>
internal sealed class DeafClock(TimeProvider inner) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
