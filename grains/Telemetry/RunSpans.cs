using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Telemetry;

/// <summary>
/// The spans of the runs that this silo works on. Neither grains nor the step runner pass an execution context on, so a
/// run's span is found here by its id: a task's is below its turn's, a step's below its run's. A run that is parked
/// has no span meanwhile. Without a listener nothing is kept and nothing is made.
/// </summary>
internal sealed class RunSpans(TimeProvider time) : IHostedService
{
    public const string Name = "OmniSage.Runs";

    /// <summary>Runs that are remembered; the span of the oldest ends when there are more.</summary>
    public const int RunsMax = 16_384;

    private static readonly ActivitySource Source = new(Name);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Activity> spans = [];
    private readonly Queue<Guid> order = new();

    public static bool IsWanted => Source.HasListeners();

    /// <summary>Begins the span of a run, or does nothing where it has one.</summary>
    /// <param name="run">Which run.</param>
    /// <param name="started">How it was started.</param>
    /// <param name="at">Since when.</param>
    /// <param name="isResumed">It was under way before: in another process, or until it was parked.</param>
    /// <param name="request">The request that caused it, if one did and says so.</param>
    public void Begin(RunId run, RunStarted started, DateTimeOffset at, bool isResumed, string? request)
    {
        if (!IsWanted || Find(run.Value) is { IsStopped: false }) return;
        var turn = started.Contract?.Turn;
        var name = started.Kind switch
        {
            RunKind.Turn => "invoke_agent coordinator",
            RunKind.Task => "invoke_agent executor",
            _ => RunMeter.NameOf(started.Kind),
        };
        var span = turn is { } above && Find(above) is { } parent
            ? Source.StartBelow(parent.Context, name, at)
            : Source.StartRoot(name, TraceIds.Of(turn ?? run.Value), LinksOf(started, request), at);
        if (span is null) return;
        span.SetTag("omnisage.run.id", run.Value.ToString("N"));
        span.SetTag("omnisage.tenant.id", run.Tenant.Text);
        if (started.Parent is { } from) span.SetTag("omnisage.run.parent", from.ToString("N"));
        if (isResumed) span.SetTag("omnisage.run.resumed", true);
        if (started.Kind is RunKind.Turn or RunKind.Task)
        {
            span.SetTag("gen_ai.operation.name", "invoke_agent");
            span.SetTag("gen_ai.agent.name", started.Kind is RunKind.Task ? "executor" : "coordinator");
        }

        Keep(run.Value, span);
    }

    /// <summary>Ends the run's span; what is still to come of its tasks finds it all the same.</summary>
    public void End(RunId run, string outcome, string? code, DateTimeOffset at)
    {
        if (Find(run.Value) is not { IsStopped: false } span) return;
        span.SetTag("omnisage.run.outcome", outcome);
        if (code is not null) Fail(span, code);
        span.SetEndTime(at.UtcDateTime);
        span.Stop();
    }

    /// <summary>Notes the time that a commit took, below the run whose events it made durable.</summary>
    public void Committed(RunId run, string database, int changes, DateTimeOffset from, DateTimeOffset to)
    {
        if (Find(run.Value) is not { } parent) return;
        using var span = Source.StartBelow(parent.Context, "commit", from, ActivityKind.Client);
        if (span is null) return;
        span.SetTag("db.system.name", database);
        span.SetTag("db.operation.name", "COMMIT");
        span.SetTag("db.operation.batch.size", changes);
        span.SetEndTime(to.UtcDateTime);
    }

    /// <summary>The span of one attempt of a step; it becomes current, so that all the attempt does is below.</summary>
    /// <param name="order">The attempt.</param>
    /// <param name="tool">The id of the tool that it calls, where there is such a tool.</param>
    public Activity? BeginStep(StepOrder order, string? tool)
    {
        if (!IsWanted || Find(order.Run.Value) is not { } parent) return null;
        var kind = RunMeter.KindOf(order);
        var name = kind is StepKind.Tool ? $"execute_tool {tool ?? "unknown"}" : RunMeter.NameOf(kind);
        var span = Source.StartActivity(name, ActivityKind.Internal, parent.Context, null, null, time.GetUtcNow());
        if (span is null) return null;
        span.SetTag("omnisage.run.id", order.Run.Value.ToString("N"));
        span.SetTag("omnisage.step", order.Step);
        span.SetTag("omnisage.attempt", order.Attempt);
        if (kind is not StepKind.Tool) return span;
        span.SetTag("gen_ai.operation.name", "execute_tool");
        span.SetTag("gen_ai.tool.name", tool ?? "unknown");
        return span;
    }

    /// <summary>Ends the span of a step at the clock's time.</summary>
    public void EndStep(Activity? span, string outcome, string? code)
    {
        if (span is null) return;
        span.SetTag("omnisage.step.outcome", outcome);
        if (code is not null) Fail(span, code);
        span.SetEndTime(time.GetUtcNow().UtcDateTime);
        span.Dispose();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What is under way ends here for this process; the next one goes on in the same traces.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var span in spans.Values) span.Dispose();
            spans.Clear();
            order.Clear();
        }

        return Task.CompletedTask;
    }

    private static void Fail(Activity span, string code)
    {
        span.SetTag("error.type", code);
        span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A turn that follows tasks is a trace of its own, linked with the turn that wanted them.</summary>
    private List<ActivityLink> LinksOf(RunStarted started, string? request)
    {
        var links = new List<ActivityLink>();
        if (request is not null && ActivityContext.TryParse(request, null, out var caused)) links.Add(new(caused));
        if (started is { Kind: RunKind.Turn, Parent: { } parent } && Find(parent) is { } before)
            links.Add(new(before.Context));
        return links;
    }

    private Activity? Find(Guid run)
    {
        lock (gate) return spans.GetValueOrDefault(run);
    }

    private void Keep(Guid run, Activity span)
    {
        lock (gate)
        {
            if (!spans.ContainsKey(run)) order.Enqueue(run);
            spans[run] = span;
            while (order.Count > RunsMax && order.TryDequeue(out var oldest))
            {
                if (spans.Remove(oldest, out var left)) left.Dispose();
            }
        }
    }
}
