namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// A grain that writes the journals of runs. It starts steps and never awaits them: what a step brought comes back
/// as a call, repeated until it returns.
/// </summary>
[Alias("omnisage.run-owner")]
public interface IRunOwner : IGrainWithStringKey
{
    /// <summary>Takes what a step brought. A result of another attempt, or of a run that ended, is dropped.</summary>
    [Alias("step-finished")]
    Task StepFinishedAsync(StepReport report);

    /// <summary>Takes up whatever was under way when a process died. Repeating it changes nothing.</summary>
    [Alias("recover")]
    Task RecoverAsync();

    /// <summary>
    /// Sends the live output of a run to the observer: first what the running step has said so far, then more as it
    /// comes. Live output may be lost; the log is the truth. To be repeated every minute, as observers expire.
    /// </summary>
    [Alias("watch")]
    Task WatchAsync(RunId run, IRunObserver observer);

    [Alias("unwatch")]
    Task UnwatchAsync(RunId run, IRunObserver observer);
}
