using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Runs;

/// <summary>
/// The <c>run_workspace</c> table: the kept workspace of each run that has not ended, so that its blob stays.
/// </summary>
public static class RunWorkspaceRows
{
    private static readonly Statement Put = new(
        "run_workspace",
        "INSERT INTO run_workspace (tenant_id, run_id, sha256) VALUES ($1, $2, $3) "
            + "ON CONFLICT (tenant_id, run_id) DO UPDATE SET sha256 = excluded.sha256",
        Text, Text, Text);

    private static readonly Statement Delete = new(
        "run_workspace", "DELETE FROM run_workspace WHERE tenant_id = $1 AND run_id = $2", Text, Text);

    public static RowChange Set(RunId run, string sha256) => Put.With(run.Tenant, run.Value.ToString("N"), sha256);

    public static RowChange Drop(RunId run) => Delete.With(run.Tenant, run.Value.ToString("N"));
}
