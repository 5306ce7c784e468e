using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace OmniSage.Api.Events;

/// <summary>
/// Writes server-sent events (WHATWG HTML, 9.2). What is written leaves with the next flush; a flush waits for a slow
/// client, so nothing piles up here.
/// </summary>
internal sealed class SseWriter(PipeWriter output) : IEventSink, IDisposable
{
    private readonly Utf8JsonWriter json = new(output, EventWriter.Options);

    public long Unflushed => output.CanGetUnflushedBytes ? output.UnflushedBytes : 0;

    /// <summary>
    /// Says at once that the stream is open, and how soon to come back when it breaks (milliseconds).
    /// </summary>
    public void WriteOpening() => output.Write("retry: 500\n\n"u8);

    /// <summary>A comment, which clients skip: the connection lives.</summary>
    public void WriteHeartbeat() => output.Write(":\n\n"u8);

    public void Write(StoredEvent recorded, string id)
    {
        output.Write("id: "u8);
        Encoding.UTF8.GetBytes(id, output);
        output.Write("\nevent: "u8);
        Encoding.UTF8.GetBytes(recorded.Type, output);
        output.Write("\ndata: "u8);
        json.Reset(output);
        EventWriter.Write(json, recorded, cursor: null);
        json.Flush();
        output.Write("\n\n"u8);
    }

    public void Write(LiveOutput piece)
    {
        output.Write("event: output\ndata: "u8);
        json.Reset(output);
        EventWriter.Write(json, piece);
        json.Flush();
        output.Write("\n\n"u8);
    }

    public async Task FlushAsync(CancellationToken cancellation) => await output.FlushAsync(cancellation);

    public void Dispose() => json.Dispose();
}
