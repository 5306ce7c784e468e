using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Vault;

/// <summary>The <c>secret</c> table: sealed values by workspace and name.</summary>
public static class SecretRows
{
    private static readonly Statement Put = new(
        "secret",
        "INSERT INTO secret (tenant_id, workspace_id, name, sealed) VALUES ($1, $2, $3, $4) "
            + "ON CONFLICT (tenant_id, workspace_id, name) DO UPDATE SET sealed = excluded.sealed",
        Text, Text, Text, Text);

    private static readonly Statement Remove = new(
        "secret", "DELETE FROM secret WHERE tenant_id = $1 AND workspace_id = $2 AND name = $3", Text, Text, Text);

    public static RowChange Upsert(WorkspaceId workspace, string name, string sealedValue) =>
        Put.With(workspace.Tenant, workspace.Value.ToString("N"), name, sealedValue);

    public static RowChange Delete(WorkspaceId workspace, string name) =>
        Remove.With(workspace.Tenant, workspace.Value.ToString("N"), name);
}
