using System.Text;
using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.GrainInterfaces.Runs;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Coordinators;

/// <summary>The <c>client_message</c> table: which message and run a client's own message id became.</summary>
public static class ClientMessageRows
{
    private static readonly Statement Add = new(
        "client_message",
        "INSERT INTO client_message (tenant_id, thread_id, client_id, message_id, run_id) VALUES ($1, $2, $3, $4, $5)",
        Text, Text, Bytes, Text, Text);

    /// <summary>
    /// Fails its unit with <see cref="ErrorCodes.InvalidArgument"/> when the thread has that client id already.
    /// </summary>
    public static RowChange Insert(ThreadId thread, string clientId, Guid message, RunId run) => Add.With(
        thread.Tenant,
        thread.Value.ToString("N"),
        Encoding.UTF8.GetBytes(clientId),
        message.ToString("N"),
        run.Value.ToString("N"));
}
