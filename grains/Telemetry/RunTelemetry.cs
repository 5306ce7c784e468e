using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Storage;
using Orleans.Runtime;

namespace OmniSage.Grains.Telemetry;

/// <summary>
/// Turns what has become durable into figures and spans, so that both say what the log says and nothing that was not
/// so. It sees kinds, codes and ids; no text passes through here.
/// </summary>
internal sealed class RunTelemetry(RunSpans spans, TimeProvider time, IOptions<StorageOptions> storage)
{
    private readonly string database = storage.Value.Database is DatabaseKind.Postgres ? "postgresql" : "sqlite";

    /// <summary>To be called once a draft is durable, before anything follows from it.</summary>
    /// <param name="draft">What became durable.</param>
    /// <param name="from">When its commit began.</param>
    public void Durable(Draft draft, DateTimeOffset from)
    {
        foreach (var (journal, payload) in draft.Told) Begin(journal, payload, draft.Now);
        if (RunSpans.IsWanted && RunOf(draft) is { } run)
            spans.Committed(run, database, draft.Events.Count, from, time.GetUtcNow());
        foreach (var (journal, payload) in draft.Told) End(journal, payload, draft.Now);
    }

    private static RunId? RunOf(Draft draft)
    {
        foreach (var (journal, _) in draft.Told)
        {
            if (journal is Journal<RunState>) return IdOf(journal);
        }

        return null;
    }

    private static RunId IdOf(IJournal journal) => new(journal.Id.Tenant, journal.Id.Value);

    private void Begin(IJournal journal, EventPayload payload, DateTimeOffset now)
    {
        if (!RunSpans.IsWanted || journal is not Journal<RunState> { Next.Started: { } started }) return;
        switch (payload)
        {
            case RunStarted:
                var request = RequestContext.Get(TraceParent.Key) as string;
                spans.Begin(IdOf(journal), started, now, isResumed: false, request);
                break;
            case RunResumed or StepStarted:
                // Of a step only where another process began the run: otherwise it has its span.
                spans.Begin(IdOf(journal), started, now, isResumed: true, request: null);
                break;
        }
    }

    private void End(IJournal journal, EventPayload payload, DateTimeOffset now)
    {
        switch (payload)
        {
            case ApprovalRequested when journal.Id.Kind is JournalKind.Approval:
                RunMeter.ApprovalRequested();
                break;
            case ApprovalDecided { Decision.Status: var status } when journal.Id.Kind is JournalKind.Approval:
                RunMeter.ApprovalEnded(status is ApprovalStatus.Allowed ? "allowed" : "denied");
                break;
            case ApprovalExpired when journal.Id.Kind is JournalKind.Approval:
                RunMeter.ApprovalEnded("expired");
                break;
            case ApprovalWithdrawn:
                RunMeter.ApprovalEnded("withdrawn");
                break;
            case RunParked(var reason):
                RunMeter.RunParked(reason);
                spans.End(IdOf(journal), "parked", code: null, now);
                break;
            case RunCompleted:
                End(journal, "completed", code: null, now);
                break;
            case RunFailed(var code, _):
                End(journal, "failed", code, now);
                break;
            case RunCancelled:
                End(journal, "cancelled", code: null, now);
                break;
        }
    }

    private void End(IJournal journal, string outcome, string? code, DateTimeOffset now)
    {
        if (journal is not Journal<RunState> { Next: { Started: { } started } run }) return;
        RunMeter.RunEnded(started.Kind, outcome, code, now - Microseconds.ToTime(run.StartedUs));
        spans.End(IdOf(journal), outcome, code, now);
    }
}
