using System.Text.Json;
using OmniSage.Api.Events;

namespace OmniSage.Api.OpenAi;

/// <summary>The form of chat completions.</summary>
internal sealed class ChatForm : IAnswerForm
{
    public static ChatForm Instance { get; } = new();

    public IAnswerWriter Open(HttpResponse response) => new ChatStream(new(response.BodyWriter));

    public async Task WriteAsync(HttpResponse response, AgentAnswer answer)
    {
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter, EventWriter.Options);
        json.WriteStartObject();
        WriteHead(json, answer.Head, "chat.completion");
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, ClientMessage.Assistant);
        json.WriteString("content"u8, answer.Text);
        json.WriteNull("refusal"u8);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, FinishOf(answer));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, answer.Usage);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    public static string FinishOf(AgentAnswer answer) => answer.IsCut ? "length" : "stop";

    public static void WriteHead(Utf8JsonWriter json, AnswerHead head, string kind)
    {
        json.WriteString("id"u8, $"chatcmpl-{head.Run:N}");
        json.WriteString("object"u8, kind);
        json.WriteNumber("created"u8, head.CreatedSeconds);
        json.WriteString("model"u8, head.Ask.Model);
    }

    public static void WriteUsage(Utf8JsonWriter json, ModelUsage usage)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, usage.InputTokens);
        json.WriteNumber("completion_tokens"u8, usage.OutputTokens);
        json.WriteNumber("total_tokens"u8, usage.InputTokens + usage.OutputTokens);
        json.WriteEndObject();
    }
}
