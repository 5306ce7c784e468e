using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Artifacts;

/// <summary>How many files a workspace has, for those who keep it within its bound.</summary>
public sealed class WorkspaceFileCount
{
    private readonly Database database;

    internal WorkspaceFileCount(Database database) => this.database = database;

    public Task<long> ReadAsync(WorkspaceId workspace, CancellationToken cancellation) => database.ReadAsync(
        workspace.Tenant,
        async connection => (await connection.Command(
            "SELECT count(*) FROM workspace_file WHERE tenant_id = $1 AND workspace_id = $2",
            workspace.Tenant.Text, workspace.Value.ToString("N"))
            .ListAsync(row => row.GetInt64(0), cancellation))[0],
        cancellation);
}
