using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Runs;

/// <summary>The <c>run</c> table: runs as lists show them.</summary>
public static class RunRows
{
    private const string Stored =
        "tenant_id, run_id, workspace_id, thread_id, parent_id, kind, status, title, task_id, created_us, updated_us, "
        + "ended_us, closed_seq";

    /// <summary>What <see cref="Read"/> reads of <c>run</c>, with the agent of its thread.</summary>
    internal const string Columns = Stored
        + ", (SELECT agent_id FROM thread_agent WHERE thread_agent.tenant_id = run.tenant_id "
        + "AND thread_agent.thread_id = run.thread_id)";

    private static readonly Statement Put = new(
        "run",
        $"INSERT INTO run ({Stored}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
            + "ON CONFLICT (tenant_id, run_id) DO UPDATE SET status = excluded.status, title = excluded.title, "
            + "parent_id = excluded.parent_id, task_id = excluded.task_id, updated_us = excluded.updated_us, "
            + "ended_us = excluded.ended_us, closed_seq = coalesce(excluded.closed_seq, run.closed_seq)",
        Text, Text, Text, Text, Text, Text, Text, Text, Text, Number, Number, Number, Number);

    private static readonly Statement SetClosed = new(
        "run", "UPDATE run SET closed_seq = $3 WHERE tenant_id = $1 AND run_id = $2", Text, Text, Number);

    /// <summary>Writes the run as it now is. A run that was closed stays closed, whoever writes it.</summary>
    public static RowChange Upsert(RunSummary run) => Put.With(
        run.Id.Tenant,
        run.Id.Value.ToString("N"),
        run.Workspace.ToString("N"),
        run.Thread.ToString("N"),
        run.Parent?.ToString("N"),
        EnumText<RunKind>.Of(run.Kind),
        EnumText<RunStatus>.Of(run.Status),
        Sql.Clean(run.Title),
        run.Task?.ToString("N"),
        run.CreatedUs,
        run.UpdatedUs,
        run.EndedUs,
        run.ClosedSeq);

    /// <summary>
    /// Marks the run as closed at that event of its thread, without touching what its owner writes: for a coordinator
    /// that learns of the end of a task, in the unit that appends the event.
    /// </summary>
    public static RowChange Close(RunId run, long closedSeq) =>
        SetClosed.With(run.Tenant, run.Value.ToString("N"), closedSeq);

    internal static RunSummary Read(DbDataReader row) => new()
    {
        Id = new(row.Tenant(0), row.Id(1)),
        Workspace = row.Id(2),
        Thread = row.Id(3),
        Parent = row.IdOrNull(4),
        Kind = EnumText<RunKind>.Parse(row.GetString(5)),
        Status = EnumText<RunStatus>.Parse(row.GetString(6)),
        Title = row.GetString(7),
        Task = row.IdOrNull(8),
        CreatedUs = row.GetInt64(9),
        UpdatedUs = row.GetInt64(10),
        EndedUs = row.NumberOrNull(11),
        ClosedSeq = row.NumberOrNull(12),
        Agent = row.IdOrNull(13),
    };
}
