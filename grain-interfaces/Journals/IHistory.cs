using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;

namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// Reads what is durable: the log and its projections. Reading goes past the grains, so that nobody's reading can
/// keep a coordinator busy; what it returns is committed, and may lag an acknowledged write by nothing.
/// Every list is bounded by its <c>max</c>.
/// </summary>
public interface IHistory
{
    Task<ThreadSummary?> FindThreadAsync(ThreadId thread, CancellationToken cancellation);

    Task<Page<ThreadSummary>> ListThreadsAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation);

    Task<RunSummary?> FindRunAsync(RunId run, CancellationToken cancellation);

    Task<Page<RunSummary>> ListRunsAsync(
        TenantId tenant, Guid workspace, RunFilter filter, string? cursor, int max, CancellationToken cancellation);

    /// <summary>Approvals of a workspace, newest first; those of one status where it is given.</summary>
    Task<Page<ApprovalSummary>> ListApprovalsAsync(
        TenantId tenant, Guid workspace, ApprovalStatus? status, string? cursor, int max,
        CancellationToken cancellation);

    /// <summary>Events of one journal with a sequence above <paramref name="after"/>, in order.</summary>
    Task<ImmutableArray<StoredEvent>> ReadJournalAsync(
        JournalId journal, long after, int max, CancellationToken cancellation);

    /// <summary>Events of a thread and of all its runs and tasks behind <paramref name="after"/>.</summary>
    Task<FeedPage> ReadThreadAsync(ThreadId thread, FeedCursor after, int max, CancellationToken cancellation);
}
