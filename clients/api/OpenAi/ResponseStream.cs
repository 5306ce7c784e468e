using System.Text.Json;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>A response in its typed events, numbered from 0: one message with one text.</summary>
internal sealed class ResponseStream(SseFrames frames) : IAnswerWriter
{
    private AnswerHead head = null!;
    private int number;

    public long Unflushed => frames.Unflushed;

    public void Begin(AnswerHead head)
    {
        this.head = head;
        WriteResponse("response.created", ResponseForm.InProgress);
        WriteResponse("response.in_progress", ResponseForm.InProgress);
        WriteItem("response.output_item.added", ResponseForm.InProgress, text: null);
        WritePart("response.content_part.added", "");
    }

    public void Write(string piece) => Write("response.output_text.delta", json =>
    {
        WritePlace(json);
        json.WriteString("delta"u8, piece);
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
    });

    public void WriteHeartbeat() => frames.WriteHeartbeat();

    public void End(AgentAnswer answer)
    {
        var status = ResponseForm.StatusOf(answer);
        Close(answer, status);
        WriteResponse($"response.{status}", status, answer);
    }

    public void Fail(AgentAnswer answer, Problem problem)
    {
        Close(answer, "incomplete");
        WriteResponse("response.failed", "failed", answer, problem);
    }

    public Task FlushAsync(CancellationToken cancellation) => frames.FlushAsync(cancellation);

    public void Dispose() => frames.Dispose();

    private void Close(AgentAnswer answer, string status)
    {
        Write("response.output_text.done", json =>
        {
            WritePlace(json);
            json.WriteString("text"u8, answer.Text);
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        });
        WritePart("response.content_part.done", answer.Text);
        WriteItem("response.output_item.done", status, answer.Text);
    }

    private void WriteResponse(string type, string status, AgentAnswer? answer = null, Problem? problem = null) =>
        Write(type, json =>
        {
            json.WriteStartObject("response"u8);
            ResponseForm.Write(json, head, status, answer, problem);
            json.WriteEndObject();
        });

    private void WriteItem(string type, string status, string? text) => Write(type, json =>
    {
        json.WriteNumber("output_index"u8, 0);
        json.WriteStartObject("item"u8);
        ResponseForm.WriteItem(json, head, status, text);
        json.WriteEndObject();
    });

    private void WritePart(string type, string text) => Write(type, json =>
    {
        WritePlace(json);
        json.WriteStartObject("part"u8);
        ResponseForm.WritePart(json, text);
        json.WriteEndObject();
    });

    private void WritePlace(Utf8JsonWriter json)
    {
        json.WriteString("item_id"u8, ResponseForm.ItemIdOf(head));
        json.WriteNumber("output_index"u8, 0);
        json.WriteNumber("content_index"u8, 0);
    }

    private void Write(string type, Action<Utf8JsonWriter> members) => frames.Write(type, json =>
    {
        json.WriteString("type"u8, type);
        json.WriteNumber("sequence_number"u8, number++);
        members(json);
    });
}
