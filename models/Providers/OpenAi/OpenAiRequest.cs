using System.Text.Json;

namespace OmniSage.Models.Providers.OpenAi;

/// <summary>Writes a request of OpenAI's chat completions. Pure.</summary>
internal static class OpenAiRequest
{
    /// <param name="link">The model.</param>
    /// <param name="messages">What was said.</param>
    /// <param name="options">The tools and the bound of the answer.</param>
    /// <param name="isOpenAi">
    /// OpenAI itself: its newer models know the bound of the answer by another name, which others do not know.
    /// </param>
    public static ReadOnlyMemory<byte> Write(
        LinkSettings link, IEnumerable<ChatMessage> messages, ChatOptions? options, bool isOpenAi) =>
        RequestJson.Write(json =>
        {
            json.WriteString("model"u8, link.Model);
            json.WriteStartArray("messages"u8);
            foreach (var message in messages) Write(json, message);
            json.WriteEndArray();
            WriteTools(json, options?.Tools);
            if (link.TokensOf(options) is { } tokens)
                json.WriteNumber(isOpenAi ? "max_completion_tokens"u8 : "max_tokens"u8, tokens);
            if (link.Temperature is { } temperature) json.WriteNumber("temperature"u8, temperature);
            json.WriteBoolean("stream"u8, true);
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("tool_call_id"u8, WireCalls.IdFor(result.CallId));
            json.WriteString("content"u8, RequestJson.TextOf(result));
            json.WriteEndObject();
        }

        if (message.Role == ChatRole.Tool) return;
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        var text = RequestJson.TextOf(message);
        // An answer of which nothing is left says nothing, and some providers refuse it.
        if (message.Role == ChatRole.Assistant && text.Length == 0 && calls.Count == 0) return;
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        if (message.Contents.Any(IsImage)) WriteParts(json, message);
        else if (text.Length > 0 || calls.Count == 0) json.WriteString("content"u8, text);
        else json.WriteNull("content"u8);
        if (calls.Count > 0) WriteCalls(json, calls);
        json.WriteEndObject();
    }

    private static bool IsImage(AIContent content) =>
        content is DataContent data ? data.HasTopLevelMediaType("image")
        : content is UriContent uri && uri.HasTopLevelMediaType("image");

    private static void WriteParts(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartArray("content"u8);
        foreach (var content in message.Contents)
        {
            if (content is TextContent { Text.Length: > 0 } text)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                json.WriteEndObject();
            }
            else if (IsImage(content))
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "image_url"u8);
                json.WriteStartObject("image_url"u8);
                json.WriteString(
                    "url"u8, content is DataContent data ? data.Uri : ((UriContent)content).Uri.AbsoluteUri);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, List<FunctionCallContent> calls)
    {
        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, WireCalls.IdFor(call.CallId));
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, RequestJson.ArgumentsOf(call));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTools(Utf8JsonWriter json, IList<AITool>? tools)
    {
        if (tools is not { Count: > 0 }) return;
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools.OfType<AIFunctionDeclaration>())
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("parameters"u8);
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
