using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Coordinators;

/// <summary>The <c>thread</c> table: conversations as lists show them.</summary>
public static class ThreadRows
{
    private const string Stored =
        "tenant_id, thread_id, workspace_id, title, mode, created_by, created_us, updated_us";

    /// <summary>What <see cref="Read"/> reads of <c>thread</c>, with the thread's agent.</summary>
    internal const string Columns = Stored
        + ", (SELECT agent_id FROM thread_agent WHERE thread_agent.tenant_id = thread.tenant_id "
        + "AND thread_agent.thread_id = thread.thread_id)";

    private static readonly Statement Put = new(
        "thread",
        $"INSERT INTO thread ({Stored}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, thread_id) "
            + "DO UPDATE SET title = excluded.title, mode = excluded.mode, updated_us = excluded.updated_us",
        Text, Text, Text, Text, Text, Text, Number, Number);

    public static RowChange Upsert(ThreadSummary thread) => Put.With(
        thread.Id.Tenant,
        thread.Id.Value.ToString("N"),
        thread.Workspace.ToString("N"),
        Sql.Clean(thread.Title),
        EnumText<QueueMode>.Of(thread.Mode),
        thread.CreatedBy.ToString("N"),
        thread.CreatedUs,
        thread.UpdatedUs);

    internal static ThreadSummary Read(DbDataReader row) => new()
    {
        Id = new(row.Tenant(0), row.Id(1)),
        Workspace = row.Id(2),
        Title = row.GetString(3),
        Mode = EnumText<QueueMode>.Parse(row.GetString(4)),
        CreatedBy = row.Id(5),
        CreatedUs = row.GetInt64(6),
        UpdatedUs = row.GetInt64(7),
        Agent = row.IdOrNull(8),
    };
}
