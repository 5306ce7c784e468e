using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Coordinators;

/// <summary>Reads the pictures of a thread's messages from their table.</summary>
internal sealed class MessageImages(Database database) : IMessageImages
{
    public Task<(string MediaType, byte[] Content)?> FindAsync(
        ThreadId thread, string sha256, CancellationToken cancellation) =>
        database.ReadAsync<(string, byte[])?>(
            thread.Tenant,
            async connection =>
            {
                var rows = await connection.Command(
                    "SELECT media_type, content FROM message_image "
                        + "WHERE tenant_id = $1 AND thread_id = $2 AND sha256 = $3",
                    thread.Tenant.Text, thread.Value.ToString("N"), sha256)
                    .ListAsync(row => (row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellation);
                return rows.Count == 0 ? null : rows[0];
            },
            cancellation);
}
