using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Approvals;

/// <summary>The <c>approval</c> table: approvals as lists show them.</summary>
public static class ApprovalRows
{
    internal const string Columns =
        "tenant_id, approval_id, workspace_id, thread_id, run_id, status, tool, target, hash, created_us, expires_us, "
        + "updated_us";

    private static readonly Statement Put = new(
        "approval",
        $"INSERT INTO approval ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
            + "ON CONFLICT (tenant_id, approval_id) DO UPDATE SET status = excluded.status, "
            + "updated_us = excluded.updated_us",
        Text, Text, Text, Text, Text, Text, Text, Text, Text, Number, Number, Number);

    /// <summary>Writes the approval as it now is.</summary>
    public static RowChange Upsert(ApprovalSummary approval) => Put.With(
        approval.Id.Tenant,
        approval.Id.Value.ToString("N"),
        approval.Workspace.ToString("N"),
        approval.Thread.ToString("N"),
        approval.Run.ToString("N"),
        EnumText<ApprovalStatus>.Of(approval.Status),
        Sql.Clean(approval.Tool),
        Sql.Clean(approval.Target),
        approval.Hash,
        approval.CreatedUs,
        approval.ExpiresUs,
        approval.UpdatedUs);

    internal static ApprovalSummary Read(DbDataReader row) => new()
    {
        Id = new(row.Tenant(0), row.Id(1)),
        Workspace = row.Id(2),
        Thread = row.Id(3),
        Run = row.Id(4),
        Status = EnumText<ApprovalStatus>.Parse(row.GetString(5)),
        Tool = row.GetString(6),
        Target = row.GetString(7),
        Hash = row.GetString(8),
        CreatedUs = row.GetInt64(9),
        ExpiresUs = row.GetInt64(10),
        UpdatedUs = row.GetInt64(11),
    };
}
