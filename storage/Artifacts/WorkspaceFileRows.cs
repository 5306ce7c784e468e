using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Artifacts;

/// <summary>The <c>workspace_file</c> table: what the files of a workspace are now.</summary>
public static class WorkspaceFileRows
{
    internal const string Columns =
        "path, sha256, bytes, media_type, " + LabelColumns.Names + ", artifact_id, run_id, author_id, updated_us";

    private const string Taken =
        " ON CONFLICT (tenant_id, workspace_id, path) DO UPDATE SET bytes = excluded.bytes, "
        + "media_type = excluded.media_type, trust = excluded.trust, sensitivity = excluded.sensitivity, "
        + "sources = excluded.sources, has_more_sources = excluded.has_more_sources, "
        + "artifact_id = excluded.artifact_id, run_id = excluded.run_id, author_id = excluded.author_id, "
        + "updated_us = excluded.updated_us, sha256 = ";

    private static readonly ColumnKind[] Kinds =
        [Text, Text, Text, Text, Number, Text, Text, Text, Text, Number, Text, Text, Text, Number];

    private static readonly Statement Set = new("workspace_file", Sql("$4") + Taken + "excluded.sha256", Kinds);

    /// <summary>A file that is there already is refused by its key.</summary>
    private static readonly Statement Add = new("workspace_file", Sql("$4"), Kinds) { IsFence = true };

    /// <summary>
    /// A file that is not the one to be replaced makes the content NULL, which the table refuses: before it is written,
    /// and again when its row is held.
    /// </summary>
    private static readonly Statement Swap = new(
        "workspace_file",
        Sql("CASE WHEN EXISTS (SELECT 1 FROM workspace_file f WHERE f.tenant_id = $1 AND f.workspace_id = $2 "
            + "AND f.path = $3 AND f.sha256 = $15) THEN $4 END")
            + Taken + "CASE WHEN workspace_file.sha256 = $15 THEN excluded.sha256 END",
        [.. Kinds, Text])
    {
        IsFence = true,
    };

    /// <summary>A file that is another one makes the content NULL, too.</summary>
    private static readonly Statement Hold = new(
        "workspace_file",
        "UPDATE workspace_file SET sha256 = CASE WHEN sha256 = $4 THEN sha256 END "
            + "WHERE tenant_id = $1 AND workspace_id = $2 AND path = $3",
        Text, Text, Text, Text)
    {
        IsFence = true,
    };

    private static readonly Statement Delete = new(
        "workspace_file",
        "DELETE FROM workspace_file WHERE tenant_id = $1 AND workspace_id = $2 AND path = $3",
        Text, Text, Text);

    /// <summary>Puts the file in the place of whatever is there.</summary>
    public static RowChange Put(WorkspaceId workspace, WorkspaceFile file) =>
        Set.With(workspace.Tenant, Values(workspace, file));

    /// <summary>
    /// Puts the file in the place of the content that it replaces, or where none is. Where something else is there by
    /// then, the whole unit is refused with <see cref="ErrorCodes.JournalConflict"/>.
    /// </summary>
    public static RowChange Publish(WorkspaceId workspace, WorkspaceFile file, string? replaces) => replaces is null
        ? Add.With(workspace.Tenant, Values(workspace, file))
        : Swap.With(workspace.Tenant, [.. Values(workspace, file), replaces]);

    /// <summary>
    /// Has the whole unit refused with <see cref="ErrorCodes.JournalConflict"/> where the file is another one by then.
    /// </summary>
    public static RowChange Require(WorkspaceId workspace, string path, string sha256) =>
        Hold.With(workspace.Tenant, workspace.Value.ToString("N"), path, sha256);

    public static RowChange Remove(WorkspaceId workspace, string path) =>
        Delete.With(workspace.Tenant, workspace.Value.ToString("N"), path);

    internal static WorkspaceFile Read(DbDataReader row) => new()
    {
        Path = row.GetString(0),
        Sha256 = row.GetString(1),
        Bytes = row.GetInt64(2),
        MediaType = row.GetString(3),
        Labels = LabelColumns.Read(row, 4),
        Artifact = row.IdOrNull(8),
        Run = row.IdOrNull(9),
        By = row.Id(10),
        UpdatedUs = row.GetInt64(11),
    };

    private static object?[] Values(WorkspaceId workspace, WorkspaceFile file) =>
    [
        workspace.Value.ToString("N"),
        file.Path,
        file.Sha256,
        file.Bytes,
        file.MediaType,
        LabelColumns.TrustOf(file.Labels),
        LabelColumns.SensitivityOf(file.Labels),
        LabelColumns.SourcesOf(file.Labels),
        LabelColumns.OverflowOf(file.Labels),
        file.Artifact?.ToString("N"),
        file.Run?.ToString("N"),
        file.By.ToString("N"),
        file.UpdatedUs,
    ];

    private static string Sql(string content) =>
        $"INSERT INTO workspace_file (tenant_id, workspace_id, {Columns}) "
        + $"VALUES ($1, $2, $3, {content}, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
}
