using System.Text.Json;
using OmniSage.Api.Events;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>The form of responses.</summary>
internal sealed class ResponseForm : IAnswerForm
{
    public const string Completed = "completed";
    public const string InProgress = "in_progress";

    public static ResponseForm Instance { get; } = new();

    public IAnswerWriter Open(HttpResponse response) => new ResponseStream(new(response.BodyWriter));

    public Task WriteAsync(HttpResponse response, AgentAnswer answer) =>
        WriteAsync(response, answer, StatusOf(answer), problem: null);

    public static async Task WriteAsync(HttpResponse response, AgentAnswer answer, string status, Problem? problem)
    {
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter, EventWriter.Options);
        json.WriteStartObject();
        Write(json, answer.Head, status, answer, problem);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    public static string StatusOf(AgentAnswer answer) => answer.IsCut ? "incomplete" : Completed;

    /// <summary>
    /// The members of a response. What the agent does not let a client set stands there as OpenAI's own default.
    /// </summary>
    public static void Write(
        Utf8JsonWriter json, AnswerHead head, string status, AgentAnswer? answer, Problem? problem)
    {
        json.WriteString("id"u8, ResponseId.Of(head));
        json.WriteString("object"u8, "response");
        json.WriteNumber("created_at"u8, head.CreatedSeconds);
        json.WriteString("status"u8, status);
        json.WriteBoolean("background"u8, false);
        WriteError(json, problem);
        WriteIncomplete(json, status);
        WriteTextOrNull(json, "instructions", head.Ask.Instructions);
        if (head.Ask.TokensMax is { } tokens) json.WriteNumber("max_output_tokens"u8, tokens);
        else json.WriteNull("max_output_tokens"u8);
        json.WriteString("model"u8, head.Ask.Model);
        json.WriteStartArray("output"u8);
        if (answer is { Text.Length: > 0 })
        {
            json.WriteStartObject();
            WriteItem(json, head, status is Completed ? Completed : "incomplete", answer.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls"u8, true);
        WriteTextOrNull(json, "previous_response_id", head.Ask.Previous);
        json.WriteBoolean("store"u8, true);
        json.WriteNumber("temperature"u8, 1);
        json.WriteStartObject("text"u8);
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, "text");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("tool_choice"u8, "auto");
        json.WriteStartArray("tools"u8);
        json.WriteEndArray();
        json.WriteNumber("top_p"u8, 1);
        json.WriteString("truncation"u8, "disabled");
        WriteUsage(json, status is InProgress ? null : answer?.Usage);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
    }

    public static string ItemIdOf(AnswerHead head) => $"msg_{head.Run:N}";

    public static void WriteItem(Utf8JsonWriter json, AnswerHead head, string status, string? text)
    {
        json.WriteString("id"u8, ItemIdOf(head));
        json.WriteString("type"u8, "message");
        json.WriteString("status"u8, status);
        json.WriteString("role"u8, ClientMessage.Assistant);
        json.WriteStartArray("content"u8);
        if (text is not null)
        {
            json.WriteStartObject();
            WritePart(json, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteString("type"u8, "output_text");
        json.WriteString("text"u8, text);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, Problem? problem)
    {
        if (problem is null)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, "server_error");
        json.WriteString("message"u8, $"{problem.Title} ({problem.Code})");
        json.WriteEndObject();
    }

    private static void WriteIncomplete(Utf8JsonWriter json, string status)
    {
        if (status is not "incomplete")
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.WriteString("reason"u8, "max_output_tokens");
        json.WriteEndObject();
    }

    private static void WriteTextOrNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is null) json.WriteNull(name);
        else json.WriteString(name, text);
    }

    private static void WriteUsage(Utf8JsonWriter json, ModelUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, usage.InputTokens);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, usage.OutputTokens);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, usage.InputTokens + usage.OutputTokens);
        json.WriteEndObject();
    }
}
