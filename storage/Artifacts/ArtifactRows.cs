using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Artifacts;

/// <summary>The <c>artifact</c> table: files that runs made and that were kept.</summary>
public static class ArtifactRows
{
    internal const string Columns =
        "artifact_id, workspace_id, thread_id, run_id, step, tool, path, sha256, bytes, media_type, "
        + LabelColumns.Names + ", created_us";

    private static readonly Statement Add = new(
        "artifact",
        $"INSERT INTO artifact (tenant_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
            + "$14, $15, $16) ON CONFLICT (tenant_id, artifact_id) DO NOTHING",
        Text, Text, Text, Text, Text, Number, Text, Text, Text, Number, Text, Text, Text, Text, Number, Number);

    /// <summary>What came to refer to it since it was found stays.</summary>
    private static readonly Statement Remove = new(
        "artifact",
        "DELETE FROM artifact WHERE tenant_id = $1 AND artifact_id = $2 AND NOT EXISTS "
            + "(SELECT 1 FROM workspace_file f WHERE f.tenant_id = $1 AND f.artifact_id = $2)",
        Text, Text);

    /// <summary>Keeps the artifact; keeping it again changes nothing.</summary>
    public static RowChange Insert(TenantId tenant, Artifact artifact) => Add.With(
        tenant,
        artifact.Id.ToString("N"),
        artifact.Workspace.ToString("N"),
        artifact.Thread.ToString("N"),
        artifact.Run.ToString("N"),
        (long)artifact.Step,
        artifact.Tool,
        Sql.Clean(artifact.Path),
        artifact.Sha256,
        artifact.Bytes,
        artifact.MediaType,
        LabelColumns.TrustOf(artifact.Labels),
        LabelColumns.SensitivityOf(artifact.Labels),
        LabelColumns.SourcesOf(artifact.Labels),
        LabelColumns.OverflowOf(artifact.Labels),
        artifact.CreatedUs);

    internal static RowChange Drop(TenantId tenant, Guid artifact) => Remove.With(tenant, artifact.ToString("N"));

    internal static Artifact Read(DbDataReader row) => new()
    {
        Id = row.Id(0),
        Workspace = row.Id(1),
        Thread = row.Id(2),
        Run = row.Id(3),
        Step = (int)row.GetInt64(4),
        Tool = row.GetString(5),
        Path = row.GetString(6),
        Sha256 = row.GetString(7),
        Bytes = row.GetInt64(8),
        MediaType = row.GetString(9),
        Labels = LabelColumns.Read(row, 10),
        CreatedUs = row.GetInt64(14),
    };
}
