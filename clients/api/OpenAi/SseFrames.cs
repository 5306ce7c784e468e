using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using OmniSage.Api.Events;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Server-sent events of JSON. What is written leaves with the next flush, which waits for a slow client.
/// </summary>
internal sealed class SseFrames(PipeWriter output) : IDisposable
{
    private readonly Utf8JsonWriter json = new(output, EventWriter.Options);

    public long Unflushed => output.CanGetUnflushedBytes ? output.UnflushedBytes : 0;

    /// <summary>A comment, which clients skip.</summary>
    public void WriteHeartbeat() => output.Write(":\n\n"u8);

    public void WriteDone() => output.Write("data: [DONE]\n\n"u8);

    /// <summary>One event, whose data are an object of these members.</summary>
    public void Write(string? type, Action<Utf8JsonWriter> members)
    {
        if (type is not null) Encoding.UTF8.GetBytes($"event: {type}\n", output);
        output.Write("data: "u8);
        json.Reset(output);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n\n"u8);
    }

    public async Task FlushAsync(CancellationToken cancellation) => await output.FlushAsync(cancellation);

    public void Dispose() => json.Dispose();
}
