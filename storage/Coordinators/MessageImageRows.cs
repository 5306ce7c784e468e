using OmniSage.GrainInterfaces.Coordinators;
using OmniSage.Storage.Writes;
using static OmniSage.Storage.Writes.ColumnKind;

namespace OmniSage.Storage.Coordinators;

/// <summary>
/// The <c>message_image</c> table: pictures of a thread's messages, each once, by the SHA-256 of its bytes.
/// </summary>
public static class MessageImageRows
{
    private static readonly Statement Add = new(
        "message_image",
        "INSERT INTO message_image (tenant_id, thread_id, sha256, media_type, content) VALUES ($1, $2, $3, $4, $5) "
        + "ON CONFLICT (tenant_id, thread_id, sha256) DO NOTHING",
        Text, Text, Text, Text, Bytes);

    public static RowChange InsertIfMissing(ThreadId thread, string sha256, string mediaType, byte[] content) =>
        Add.With(thread.Tenant, thread.Value.ToString("N"), sha256, mediaType, content);
}
