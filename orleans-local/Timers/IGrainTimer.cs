using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of one activation; it ends with the activation, or when it is disposed.</summary>
public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a timer ticks, and how its ticks relate to calls.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>
    /// Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.
    /// </summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may run between the turns of calls. Off by default: a tick waits its turn.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use of the activation. Off by default.</summary>
    public bool KeepAlive { get; init; }
}
