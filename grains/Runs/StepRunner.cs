using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OmniSage.Grains.Memory;
using OmniSage.Grains.Telemetry;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Performs steps outside the grains, one for each silo. A grain commits <c>step.started</c> and calls
/// <see cref="TryStart"/>; what the step brought is reported to the grain until it has taken it. When the process
/// dies, nothing is lost: the step's run has a lease, and whoever recovers it starts the step again.
/// </summary>
internal sealed partial class StepRunner : IDisposable
{
    /// <summary>The code of a step that took longer than it may: what it had done by then is not known.</summary>
    public const string TimeLimit = "step_time_limit";

    private static readonly TimeSpan ReportDelayMax = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<RunId, Entry> active = new();

    /// <summary>What was not taken, until the run's next step is, or the run ends.</summary>
    private readonly ConcurrentDictionary<RunId, (int Step, int Attempt)> refused = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly StepLane models;
    private readonly StepLane recalls;
    private readonly StepLane tools;
    private readonly ModelCaller modelCaller;
    private readonly ToolCaller toolCaller;
    private readonly Recaller recaller;
    private readonly LiveRuns live;
    private readonly Courier courier;
    private readonly StepMeasure measure;
    private readonly TimeProvider time;
    private readonly ILogger<StepRunner> logger;

    public StepRunner(
        ModelCaller modelCaller,
        ToolCaller toolCaller,
        Recaller recaller,
        LiveRuns live,
        Courier courier,
        StepMeasure measure,
        TimeProvider time,
        RunScheduler scheduler,
        IOptions<AgentOptions> options,
        ILogger<StepRunner> logger)
    {
        (this.modelCaller, this.toolCaller, this.live, this.courier) = (modelCaller, toolCaller, live, courier);
        (this.recaller, this.measure, this.time, this.logger) = (recaller, measure, time, logger);
        var bounds = options.Value;
        models = LaneOf("model", bounds.ModelStepsMax);
        recalls = LaneOf("recall", Recaller.StepsMax);
        tools = LaneOf("tool", bounds.ToolStepsMax);

        StepLane LaneOf(string name, int stepsMax) => new(
            new(
                stepsMax,
                bounds.WaitingStepsMax,
                bounds.WaitingStepsPerTenantMax ?? Math.Max(1, bounds.WaitingStepsMax / 2),
                name),
            scheduler.Tasks,
            time,
            PerformAsync);
    }

    /// <summary>Runs whose steps are under way or wait here; their leases are to be renewed.</summary>
    public IReadOnlyCollection<RunId> ActiveRuns => [.. active.Keys];

    /// <summary>
    /// This attempt is under way or waits here. An earlier one of the run, whose report is still on its way, is not it.
    /// </summary>
    public bool IsActive(RunId run, ActiveStep step) =>
        active.TryGetValue(run, out var entry) && (entry.Order.Step, entry.Order.Attempt) == (step.Step, step.Attempt);

    /// <summary>This attempt was never begun, as it was not taken here.</summary>
    public bool WasRefused(RunId run, ActiveStep step) =>
        refused.TryGetValue(run, out var known) && known == (step.Step, step.Attempt);

    /// <summary>The run's sandbox is there, with what was done in it.</summary>
    public bool HasSandbox(RunId run) => toolCaller.HasSandbox(run);

    /// <summary>
    /// Takes the step and returns at once. False: too many steps wait, of all tenants or of this one; the run's lease
    /// will run out, and recovery tries again.
    /// </summary>
    public bool TryStart(StepOrder order)
    {
        refused[order.Run] = (order.Step, order.Attempt);
        if (stopping.IsCancellationRequested) return false;
        var entry = new Entry(order);
        active.AddOrUpdate(order.Run, entry, (_, before) => entry.Replace(before));
        if (LaneOf(order).TryStart(order, entry.Cancellation.Token))
        {
            refused.TryRemove(order.Run, out _);
            return true;
        }

        active.TryRemove(new(order.Run, entry));
        RunMeter.StepRefused();
        LogTooMany(order.Run.ToGrainKey(), order.Step);
        return false;
    }

    /// <summary>Ends the run's step, whose result nobody waits for any more, and the task's sandbox with it.</summary>
    public void Cancel(RunId run)
    {
        if (active.TryRemove(run, out var entry)) entry.End();
        EndRun(run);
    }

    /// <summary>The run has ended: nothing of it is kept here.</summary>
    public void EndRun(RunId run)
    {
        live.End(run);
        refused.TryRemove(run, out _);
        toolCaller.Release(run);
    }

    /// <summary>The run waits for long: its sandbox is given back, if all that is in it is kept.</summary>
    public void LetGo(RunId run) => toolCaller.LetGo(run);

    /// <summary>Ends every step; their runs go on after the next start.</summary>
    public void Stop()
    {
        stopping.Cancel();
        foreach (var entry in active.Values) entry.Cancellation.Cancel();
    }

    /// <summary>A step that is late may still look at the token, so that is cancelled and not disposed.</summary>
    public void Dispose() => Stop();

    private StepLane LaneOf(StepOrder order) => order switch
    {
        ModelOrder => models,
        RecallOrder => recalls,
        _ => tools,
    };

    private async Task PerformAsync(StepOrder order)
    {
        if (!active.TryGetValue(order.Run, out var entry) || entry.Order != order) return;
        live.Begin(order.Run, order.Step, order.Attempt);
        var report = await measure.WatchAsync(order, () => AttemptAsync(order, entry.Cancellation.Token));
        // Until its report is taken the step counts as under way: recovery must not make it again meanwhile.
        if (report is not null && active.TryGetValue(order.Run, out var current) && current == entry)
        {
            await courier.DeliverAsync(
                order.Run.Tenant,
                grains => order.Owner.Find(grains).StepFinishedAsync(report),
                ReportDelayMax,
                stopping.Token);
        }

        active.TryRemove(new(order.Run, entry));
        // The run ended while the step was under way, which may have opened a sandbox since.
        if (entry.HasEnded) EndRun(order.Run);
    }

    /// <summary>What the step brought; null when it was cancelled and nobody wants to know.</summary>
    private async Task<StepReport?> AttemptAsync(StepOrder order, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(order.TimeMax, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return order switch
            {
                RecallOrder recall => await recaller.RecallAsync(recall, both.Token),
                ModelOrder model => await modelCaller.AskAsync(model, both.Token),
                ToolOrder tool => await toolCaller.CallAsync(tool, both.Token),
                PrepareOrder prepare => await toolCaller.PrepareAsync(prepare, both.Token),
                _ => throw new System.Diagnostics.UnreachableException($"No step for {order.GetType().Name}."),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Failed(order, TimeLimit, $"The step took longer than {order.TimeMax}.", retryable: false);
        }
        catch (StepFaultException fault)
        {
            LogFailed(order.Run.ToGrainKey(), order.Step, order.Attempt, fault.Code);
            return Failed(order, fault.Code, fault.Message, fault.Retryable) with { Tries = fault.Tries };
        }
        catch (Exception fault)
        {
            // Whatever a model's client or a tool throws ends here as an event: the run must never hang.
            LogBroke(fault, order.Run.ToGrainKey(), order.Step, order.Attempt);
            return Failed(
                order, "step_broke", "The step failed for a reason that the server's log holds.", retryable: true);
        }
    }

    private static StepFailed Failed(StepOrder order, string code, string error, bool retryable) => new()
    {
        Run = order.Run,
        Step = order.Step,
        Attempt = order.Attempt,
        Code = code,
        Error = error,
        Retryable = retryable,
    };

    /// <summary>An order that is under way or waits, and the way to end it.</summary>
    private sealed class Entry(StepOrder order)
    {
        private volatile bool hasEnded;

        public StepOrder Order => order;

        public CancellationTokenSource Cancellation { get; } = new();

        /// <summary>The whole run has ended, not only this attempt.</summary>
        public bool HasEnded => hasEnded;

        public void End()
        {
            hasEnded = true;
            Cancellation.Cancel();
        }

        public Entry Replace(Entry before)
        {
            before.Cancellation.Cancel();
            return this;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run}: step {Step} has to wait for recovery, as too many steps wait")]
    private partial void LogTooMany(string run, int step);

    [LoggerMessage(LogLevel.Information, "Run {Run}: step {Step}, attempt {Attempt} failed with {Code}")]
    private partial void LogFailed(string run, int step, int attempt, string code);

    [LoggerMessage(LogLevel.Error, "Run {Run}: step {Step}, attempt {Attempt} broke")]
    private partial void LogBroke(Exception fault, string run, int step, int attempt);
}
