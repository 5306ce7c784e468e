using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OmniSage.Grains.Runs;

/// <summary>
/// The live output of the steps under way in this silo, and who watches. What is said is kept, bounded, for as long as
/// the run's step lasts, so that a new watcher first gets the text so far. Nothing here is durable.
/// </summary>
internal sealed partial class LiveRuns(TimeProvider time, IOptions<AgentOptions> options, ILogger<LiveRuns> logger)
{
    private readonly ConcurrentDictionary<RunId, LiveRun> runs = new();

    /// <summary>A step begins: what the one before it said is in the log by now.</summary>
    public void Begin(RunId run, int step, int attempt) => Find(run).Begin(step, attempt);

    /// <summary>
    /// Nothing is kept of a run that has ended, nor of a step that another has followed, whatever they still say.
    /// </summary>
    public void Write(StepKey of, LiveChannel channel, string text)
    {
        if (runs.TryGetValue(of.Run, out var found)) found.Write(of, channel, text, time.GetUtcNow());
    }

    /// <summary>What the step's attempt has said counts no more: another model begins anew.</summary>
    public void Restart(StepKey of)
    {
        if (runs.TryGetValue(of.Run, out var found)) found.Restart(of, time.GetUtcNow());
    }

    /// <summary>Adds the watcher, or renews it, and gives it the text so far if it is new.</summary>
    public void Watch(RunId run, IRunObserver observer) => Find(run).Watch(observer, time.GetUtcNow());

    public void Unwatch(RunId run, IRunObserver observer)
    {
        if (runs.TryGetValue(run, out var found) && found.Unwatch(observer)) runs.TryRemove(run, out _);
    }

    public void End(RunId run) => runs.TryRemove(run, out _);

    private LiveRun Find(RunId run) => runs.GetOrAdd(run, id => new(id, options.Value.LiveCharsMax, Send));

    private void Send(IRunObserver observer, LiveOutput output)
    {
        // Live output may be lost; whoever watches has the log for the truth.
        Task sent;
        try
        {
            sent = observer.OnOutputAsync(output);
        }
        catch (Exception fault)
        {
            LogLost(fault);
            return;
        }

        if (!sent.IsCompletedSuccessfully) sent.ContinueWith(
            failed => LogLost(failed.Exception!),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Current);
    }

    [LoggerMessage(LogLevel.Debug, "A watcher did not take live output")]
    private partial void LogLost(Exception fault);
}
