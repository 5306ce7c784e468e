using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Coordinators;

/// <summary>
/// The <c>thread_agent</c> table: whose a thread is, where it is not the built-in agent's. It never changes.
/// </summary>
public static class ThreadAgentRows
{
    private static readonly Statement Put = new(
        "thread_agent",
        "INSERT INTO thread_agent (tenant_id, thread_id, agent_id) VALUES ($1, $2, $3) "
            + "ON CONFLICT (tenant_id, thread_id) DO NOTHING",
        Text, Text, Text);

    public static RowChange Insert(ThreadId thread, Guid agent) =>
        Put.With(thread.Tenant, thread.Value.ToString("N"), agent.ToString("N"));
}
