using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Databases;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Workspaces;

/// <summary>The <c>workspace</c> table; a slug is unique in its tenant.</summary>
public static class WorkspaceRows
{
    private static readonly Statement Put = new(
        "workspace",
        "INSERT INTO workspace (tenant_id, workspace_id, slug, name, created_us) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT (tenant_id, workspace_id) DO UPDATE SET slug = excluded.slug, name = excluded.name",
        Text, Text, Text, Text, Number);

    /// <summary>
    /// Fails its unit with <see cref="ErrorCodes.InvalidArgument"/> when another workspace has the slug.
    /// </summary>
    public static RowChange Upsert(WorkspaceSummary workspace, DateTimeOffset created) => Put.With(
        workspace.Id.Tenant,
        workspace.Id.Value.ToString("N"),
        Sql.Clean(workspace.Slug),
        Sql.Clean(workspace.Name),
        Microseconds.Of(created));
}
