using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Coordinators;

namespace OmniSage.GrainInterfaces.Journals;

/// <summary>
/// Finds single events in the log, for people who ask what a wish was made of and what came of it.
/// </summary>
public interface IOrigins
{
    /// <summary>
    /// Those of the events, at most <see cref="Labels.SourcesMax"/>, that are in the thread or in one of its runs, in
    /// the order of their ids. What labels name may be elsewhere: facts come from other threads.
    /// </summary>
    Task<ImmutableArray<Origin>> FindAsync(
        ThreadId thread, ImmutableArray<Guid> events, CancellationToken cancellation);

    /// <summary>
    /// How the call ended that was asked about: its <c>tool.completed</c> or last <c>tool.failed</c>. Null while it has
    /// not, and where it was asked about anew.
    /// </summary>
    Task<StoredEvent?> FindEndAsync(TenantId tenant, ApprovalRequest request, CancellationToken cancellation);
}
