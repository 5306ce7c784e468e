using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Approvals;
using OmniSage.Storage.Blobs;
using OmniSage.Storage.Coordinators;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Runs;

namespace OmniSage.Storage.Histories;

/// <summary>Reads the log and its projections from the database, past the grains.</summary>
internal sealed class History(Database database, IBlobStore blobs) : IHistory
{
    public const int ItemsMax = 1000;

    /// <summary>Sorts behind every id: ids are hex digits.</summary>
    private const string Newest = "g";

    private readonly EventReader events = new(blobs);

    public Task<ThreadSummary?> FindThreadAsync(ThreadId thread, CancellationToken cancellation) => database.ReadAsync(
        thread.Tenant,
        async connection => (await connection.Command(
            $"SELECT {ThreadRows.Columns} FROM thread WHERE tenant_id = $1 AND thread_id = $2",
            thread.Tenant.Text, thread.Value.ToString("N"))
            .ListAsync(ThreadRows.Read, cancellation)).SingleOrDefault(),
        cancellation);

    public async Task<Page<ThreadSummary>> ListThreadsAsync(
        TenantId tenant, Guid workspace, string? cursor, int max, CancellationToken cancellation)
    {
        var count = Math.Clamp(max, 1, ItemsMax);
        // By time: a thread may have the id that its client wanted.
        var behind = cursor is null
            ? "thread_id < $3"
            : "(created_us, thread_id) < (SELECT created_us, thread_id FROM thread "
                + "WHERE tenant_id = $1 AND thread_id = $3)";
        var threads = await database.ReadAsync(
            tenant,
            connection => connection.Command(
                $"SELECT {ThreadRows.Columns} FROM thread WHERE tenant_id = $1 AND workspace_id = $2 "
                    + $"AND {behind} ORDER BY created_us DESC, thread_id DESC LIMIT $4",
                tenant.Text, workspace.ToString("N"), Behind(cursor), count + 1L)
                .ListAsync(ThreadRows.Read, cancellation),
            cancellation);
        return ToPage(threads, count, thread => thread.Id.Value);
    }

    public Task<RunSummary?> FindRunAsync(RunId run, CancellationToken cancellation) => database.ReadAsync(
        run.Tenant,
        async connection => (await connection.Command(
            $"SELECT {RunRows.Columns} FROM run WHERE tenant_id = $1 AND run_id = $2",
            run.Tenant.Text, run.Value.ToString("N"))
            .ListAsync(RunRows.Read, cancellation)).SingleOrDefault(),
        cancellation);

    public async Task<Page<RunSummary>> ListRunsAsync(
        TenantId tenant, Guid workspace, RunFilter filter, string? cursor, int max, CancellationToken cancellation)
    {
        var count = Math.Clamp(max, 1, ItemsMax);
        var (where, values) = Narrow(workspace, filter);
        object[] all = [tenant.Text, Behind(cursor), count + 1L, .. values];
        var runs = await database.ReadAsync(
            tenant,
            connection => connection.Command(
                $"SELECT {RunRows.Columns} FROM run WHERE tenant_id = $1 AND run_id < $2{where} "
                    + "ORDER BY run_id DESC LIMIT $3",
                all)
                .ListAsync(RunRows.Read, cancellation),
            cancellation);
        return ToPage(runs, count, run => run.Id.Value);
    }

    public async Task<Page<ApprovalSummary>> ListApprovalsAsync(
        TenantId tenant, Guid workspace, ApprovalStatus? status, string? cursor, int max,
        CancellationToken cancellation)
    {
        var count = Math.Clamp(max, 1, ItemsMax);
        var where = status is null ? "" : " AND status = $5";
        object[] values = [tenant.Text, workspace.ToString("N"), Behind(cursor), count + 1L];
        if (status is { } one) values = [.. values, EnumText<ApprovalStatus>.Of(one)];
        var approvals = await database.ReadAsync(
            tenant,
            connection => connection.Command(
                $"SELECT {ApprovalRows.Columns} FROM approval WHERE tenant_id = $1 AND workspace_id = $2 "
                    + $"AND approval_id < $3{where} ORDER BY approval_id DESC LIMIT $4",
                values)
                .ListAsync(ApprovalRows.Read, cancellation),
            cancellation);
        return ToPage(approvals, count, approval => approval.Id.Value);
    }

    public async Task<ImmutableArray<StoredEvent>> ReadJournalAsync(
        JournalId journal, long after, int max, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            journal.Tenant,
            connection => EventRows.ReadAsync(
                connection, journal, Math.Max(after, 0) + 1, Math.Clamp(max, 1, ItemsMax), cancellation),
            cancellation);
        return await events.CompleteAsync(rows, cancellation);
    }

    public async Task<FeedPage> ReadThreadAsync(
        ThreadId thread, FeedCursor after, int max, CancellationToken cancellation)
    {
        var (rows, cursors, more) = await database.ReadAsync(
            thread.Tenant,
            connection => new ThreadFeed(connection, thread, Math.Clamp(max, 1, ItemsMax)).ReadAsync(
                after, cancellation),
            cancellation);
        return new(await events.CompleteAsync(rows, cancellation), cursors, more);
    }

    private static (string Where, object[] Values) Narrow(Guid workspace, RunFilter filter)
    {
        var where = "";
        var values = new List<object>();
        void And(string column, string value)
        {
            values.Add(value);
            where += FormattableString.Invariant($" AND {column} = ${3 + values.Count}");
        }

        And("workspace_id", workspace.ToString("N"));
        if (filter.Thread is { } thread) And("thread_id", thread.ToString("N"));
        if (filter.Parent is { } parent) And("parent_id", parent.ToString("N"));
        if (filter.Status is { } status) And("status", EnumText<RunStatus>.Of(status));
        return (where, [.. values]);
    }

    private static string Behind(string? cursor)
    {
        if (cursor is null) return Newest;
        return Guid.TryParseExact(cursor, "N", out var id)
            ? id.ToString("N")
            : throw new OmniSageException(ErrorCodes.InvalidArgument, "The cursor is not one that a list gave.");
    }

    private static Page<T> ToPage<T>(List<T> items, int count, Func<T, Guid> idOf) => items.Count <= count
        ? new([.. items], null)
        : new([.. items.Take(count)], idOf(items[count - 1]).ToString("N"));
}
