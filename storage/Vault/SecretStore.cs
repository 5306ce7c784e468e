using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Vault;

/// <summary>Reads sealed values, for the vault's grain alone.</summary>
public sealed class SecretStore
{
    private readonly Database database;

    internal SecretStore(Database database) => this.database = database;

    public Task<string?> FindAsync(WorkspaceId workspace, string name, CancellationToken cancellation) =>
        database.ReadAsync(
            workspace.Tenant,
            async connection => (await connection.Command(
                "SELECT sealed FROM secret WHERE tenant_id = $1 AND workspace_id = $2 AND name = $3",
                workspace.Tenant.Text, workspace.Value.ToString("N"), name)
                .ListAsync(row => row.GetString(0), cancellation)).SingleOrDefault(),
            cancellation);
}
