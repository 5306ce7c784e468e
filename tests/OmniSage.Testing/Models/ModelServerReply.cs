using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace OmniSage.Testing.Models;

/// <summary>
/// Writes an answer in the protocol of its request, true to the wire: the head, events in chunks, the end. A test may
/// write bytes of its own in between, or break it off.
/// </summary>
public sealed class ModelServerReply(Socket connection, ModelServerRequest request, CancellationToken end)
{
    private bool hasBegun;
    private int blocks = -1;
    private bool isTextOpen;
    private int calls;

    /// <summary>Ends with the server.</summary>
    public CancellationToken End => end;

    public bool IsCut { get; private set; }

    /// <summary>A whole answer that is no stream.</summary>
    public Task StatusAsync(int status, string body, string headers = "", string type = "application/json") =>
        RawAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{headers}"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    /// <summary>The head of a stream, and what the protocol begins with.</summary>
    public async Task BeginAsync()
    {
        if (hasBegun) return;
        hasBegun = true;
        await RawAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        if (!request.IsAnthropic) return;
        await EventAsync("message_start", new
        {
            type = "message_start",
            message = new
            {
                model = "scripted", role = "assistant", usage = new { input_tokens = 7, output_tokens = 1 },
            },
        });
    }

    public async Task SayAsync(string text)
    {
        await BeginAsync();
        if (!request.IsAnthropic)
        {
            await DeltaAsync(new { role = "assistant", content = text });
            return;
        }

        if (!isTextOpen)
        {
            isTextOpen = true;
            await EventAsync("content_block_start", new
            {
                type = "content_block_start", index = ++blocks, content_block = new { type = "text", text = "" },
            });
        }

        await EventAsync("content_block_delta", new
        {
            type = "content_block_delta", index = blocks, delta = new { type = "text_delta", text },
        });
    }

    /// <summary>A call, its arguments in these pieces.</summary>
    public async Task CallAsync(string id, string name, params string[] arguments)
    {
        await BeginAsync();
        if (!request.IsAnthropic)
        {
            var index = calls++;
            await DeltaAsync(new
            {
                tool_calls = new[] { new { index, id, type = "function", function = new { name, arguments = "" } } },
            });
            foreach (var piece in arguments)
                await DeltaAsync(new { tool_calls = new[] { new { index, function = new { arguments = piece } } } });
            return;
        }

        await CloseTextAsync();
        calls++;
        await EventAsync("content_block_start", new
        {
            type = "content_block_start",
            index = ++blocks,
            content_block = new { type = "tool_use", id, name, input = new { } },
        });
        foreach (var piece in arguments)
        {
            await EventAsync("content_block_delta", new
            {
                type = "content_block_delta",
                index = blocks,
                delta = new { type = "input_json_delta", partial_json = piece },
            });
        }

        await EventAsync("content_block_stop", new { type = "content_block_stop", index = blocks });
    }

    /// <summary>Reasoning, which is no part of the answer.</summary>
    public async Task ThinkAsync(string text)
    {
        await BeginAsync();
        if (!request.IsAnthropic)
        {
            await DeltaAsync(new { reasoning_content = text, reasoning = text });
            return;
        }

        await EventAsync("content_block_start", new
        {
            type = "content_block_start", index = ++blocks, content_block = new { type = "thinking", thinking = "" },
        });
        await EventAsync("content_block_delta", new
        {
            type = "content_block_delta", index = blocks, delta = new { type = "thinking_delta", thinking = text },
        });
        await EventAsync("content_block_stop", new { type = "content_block_stop", index = blocks });
    }

    /// <summary>The end of a whole answer.</summary>
    public async Task EndAsync(string? finish = null)
    {
        await BeginAsync();
        if (request.IsAnthropic)
        {
            await CloseTextAsync();
            await EventAsync("message_delta", new
            {
                type = "message_delta",
                delta = new { stop_reason = finish ?? (calls > 0 ? "tool_use" : "end_turn") },
                usage = new { output_tokens = 5 },
            });
            await EventAsync("message_stop", new { type = "message_stop" });
        }
        else
        {
            await DeltaAsync(new { }, finish ?? (calls > 0 ? "tool_calls" : "stop"));
            await DataAsync(JsonSerializer.Serialize(new
            {
                model = "scripted",
                choices = Array.Empty<object>(),
                usage = new { prompt_tokens = 7, completion_tokens = 5, total_tokens = 12 },
            }));
            await DataAsync("[DONE]");
        }

        await RawAsync("0\r\n\r\n"u8.ToArray());
    }

    public Task DataAsync(string data) => ChunkAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"));

    /// <summary>One chunk of a stream.</summary>
    public Task ChunkAsync(byte[] bytes) => RawAsync(
    [
        .. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8,
        .. bytes, .. "\r\n"u8,
    ]);

    /// <summary>Bytes on the connection as they are.</summary>
    public async Task RawAsync(byte[] bytes) => await connection.SendAsync(bytes, end);

    /// <summary>The connection ends here, in the middle of whatever was under way.</summary>
    public void Cut()
    {
        IsCut = true;
        connection.Close();
    }

    private async Task CloseTextAsync()
    {
        if (!isTextOpen) return;
        isTextOpen = false;
        await EventAsync("content_block_stop", new { type = "content_block_stop", index = blocks });
    }

    private Task DeltaAsync(object delta, string? finish = null) => DataAsync(JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        model = "scripted",
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    }));

    private Task EventAsync(string type, object data) => ChunkAsync(
        Encoding.UTF8.GetBytes($"event: {type}\ndata: {JsonSerializer.Serialize(data)}\n\n"));
}
