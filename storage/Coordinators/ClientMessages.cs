using System.Text;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Coordinators;

/// <summary>Finds messages by the id that their client gave them, however long ago.</summary>
public sealed class ClientMessages
{
    private readonly Database database;

    internal ClientMessages(Database database) => this.database = database;

    public Task<(Guid Message, RunId Run)?> FindAsync(
        ThreadId thread, string clientId, CancellationToken cancellation) =>
        database.ReadAsync<(Guid, RunId)?>(
            thread.Tenant,
            async connection =>
            {
                var rows = await connection.Command(
                    "SELECT message_id, run_id FROM client_message "
                        + "WHERE tenant_id = $1 AND thread_id = $2 AND client_id = $3",
                    thread.Tenant.Text, thread.Value.ToString("N"), Encoding.UTF8.GetBytes(clientId))
                    .ListAsync(row => (row.Id(0), new RunId(thread.Tenant, row.Id(1))), cancellation);
                return rows.Count == 0 ? null : rows[0];
            },
            cancellation);
}
