using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Projections of a <see cref="FakeLog"/>, made anew for every question.</summary>
internal sealed class FakeHistory(
    FakeLog log, IReadOnlyDictionary<ApprovalId, ApprovalView> approvals) : IHistory
{
    /// <summary>How often a thread or a journal was read.</summary>
    public int Reads { get; private set; }

    public Task<ThreadSummary?> FindThreadAsync(ThreadId thread, CancellationToken cancellation) =>
        Task.FromResult(Threads().FirstOrDefault(known => known.Id == thread));

    public Task<Page<ThreadSummary>> ListThreadsAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation) =>
        Task.FromResult(Slice(
            Threads().Where(thread => thread.Id.Tenant == tenant && thread.Workspace == workspace), cursor, max));

    public Task<Page<ApprovalSummary>> ListApprovalsAsync(
        TenantId tenant, Guid workspace, ApprovalStatus? status, string? cursor, int max,
        CancellationToken cancellation) =>
        Task.FromResult(Slice(
            approvals.Where(one => one.Key.Tenant == tenant
                && one.Value.Request.Workspace == workspace
                && (status ?? one.Value.Status) == one.Value.Status)
                .OrderByDescending(one => one.Key.Value.ToString("N"), StringComparer.Ordinal)
                .Select(one => Summary(one.Key, one.Value)),
            cursor,
            max));

    public Task<RunSummary?> FindRunAsync(RunId run, CancellationToken cancellation) =>
        Task.FromResult(Runs().FirstOrDefault(known => known.Id == run));

    public Task<Page<RunSummary>> ListRunsAsync(
        TenantId tenant, Guid workspace, RunFilter filter, string? cursor, int max, CancellationToken cancellation) =>
        Task.FromResult(Slice(
            Runs().Where(run => run.Id.Tenant == tenant
                && run.Workspace == workspace
                && (filter.Thread ?? run.Thread) == run.Thread
                && (filter.Parent is null || filter.Parent == run.Parent)
                && (filter.Status ?? run.Status) == run.Status),
            cursor,
            max));

    public Task<ImmutableArray<StoredEvent>> ReadJournalAsync(
        JournalId journal, long after, int max, CancellationToken cancellation)
    {
        Reads++;
        return Task.FromResult(log.All
            .Where(recorded => recorded.Journal == journal && recorded.Seq > after).Take(max).ToImmutableArray());
    }

    public Task<FeedPage> ReadThreadAsync(
        ThreadId thread, FeedCursor after, int max, CancellationToken cancellation)
    {
        Reads++;
        var events = log.All;
        var closed = FakeRuns.Of(events).ToDictionary(run => run.Id.Value, run => run.ClosedSeq ?? long.MaxValue);
        var waiting = events
            .Where(recorded => recorded.Thread == thread.Value && recorded.Journal.Tenant == thread.Tenant)
            .Where(recorded => recorded.Journal.Kind is JournalKind.Thread
                ? recorded.Seq > after.ThreadSeq
                : closed[recorded.Journal.Value] > after.ThreadSeq
                    && recorded.Seq > after.Runs.GetValueOrDefault(recorded.Journal.Value))
            .ToArray();
        var cursors = ImmutableArray.CreateBuilder<FeedCursor>();
        var position = after;
        foreach (var recorded in waiting.Take(max))
        {
            position = recorded.Journal.Kind is JournalKind.Thread
                ? new(recorded.Seq, position.Runs.RemoveRange(
                    position.Runs.Keys.Where(run => closed[run] <= recorded.Seq)))
                : position with { Runs = position.Runs.SetItem(recorded.Journal.Value, recorded.Seq) };
            cursors.Add(position);
        }

        return Task.FromResult(new FeedPage([.. waiting.Take(max)], cursors.ToImmutable(), waiting.Length > max));
    }

    private static ApprovalSummary Summary(ApprovalId id, ApprovalView approval) => new()
    {
        Id = id,
        Workspace = approval.Request.Workspace,
        Thread = approval.Request.Thread,
        Run = approval.Request.Run,
        Status = approval.Status,
        Tool = approval.Request.Act.Tool,
        Target = approval.Request.Act.Arguments,
        Hash = approval.Request.Hash,
        CreatedUs = approval.RequestedUs,
        ExpiresUs = approval.Request.ExpiresUs,
        UpdatedUs = approval.UpdatedUs,
    };

    private static Page<T> Slice<T>(IEnumerable<T> newestFirst, string? cursor, int max)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var rest = newestFirst.Skip(from).ToImmutableArray();
        return new([.. rest.Take(max)], rest.Length > max ? $"{from + max:D32}" : null);
    }

    private IEnumerable<ThreadSummary> Threads() => log.All.Reverse()
        .Where(recorded => recorded.Type is "thread.opened")
        .Select(recorded => (recorded, Opened: (ThreadOpened)Read(recorded)))
        .Select(entry => new ThreadSummary
        {
            Id = new(entry.recorded.Journal.Tenant, entry.recorded.Journal.Value),
            Workspace = entry.Opened.Workspace,
            Title = entry.Opened.Title,
            Mode = entry.Opened.Mode,
            CreatedBy = entry.Opened.By,
            CreatedUs = entry.recorded.AtUs,
            UpdatedUs = entry.recorded.AtUs,
            Agent = entry.Opened.Agent,
        });

    private IEnumerable<RunSummary> Runs() => FakeRuns.Of(log.All).Reverse();

    internal static EventPayload Read(StoredEvent recorded) =>
        EventTypes.Read(recorded.Type, recorded.Schema, recorded.Payload.Span);
}
