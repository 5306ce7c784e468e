using System.Text.Json;

namespace OmniSage.Models.Providers.Anthropic;

/// <summary>
/// Writes a request of Anthropic's messages: what the system says apart, and people and the model in turn. Pure.
/// </summary>
internal static class AnthropicRequest
{
    /// <summary>The protocol insists on a bound.</summary>
    private const int TokensDefault = 4_096;

    public static ReadOnlyMemory<byte> Write(
        LinkSettings link, IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        RequestJson.Write(json =>
        {
            var all = messages.ToList();
            var system = string.Join("\n\n", all.Where(message => message.Role == ChatRole.System)
                .Select(RequestJson.TextOf).Where(text => text.Length > 0));
            json.WriteString("model"u8, link.Model);
            json.WriteNumber("max_tokens"u8, link.TokensOf(options) ?? TokensDefault);
            if (system.Length > 0) json.WriteString("system"u8, system);
            if (link.Temperature is { } temperature) json.WriteNumber("temperature"u8, temperature);
            json.WriteBoolean("stream"u8, true);
            json.WriteStartArray("messages"u8);
            WriteMessages(json, all);
            json.WriteEndArray();
            WriteTools(json, options?.Tools);
        });

    /// <summary>
    /// Those who speak have to take turns, people first: what one says in a row is one message.
    /// </summary>
    private static void WriteMessages(Utf8JsonWriter json, List<ChatMessage> messages)
    {
        string? role = null;
        foreach (var message in messages.Where(message => message.Role != ChatRole.System && SaysAnything(message)))
        {
            var next = message.Role == ChatRole.Assistant ? "assistant" : "user";
            if (next != role)
            {
                if (role is not null) End(json);
                else if (next is "assistant") WriteBeginning(json);
                Begin(json, next);
                role = next;
            }

            foreach (var content in message.Contents) Write(json, content);
        }

        if (role is not null) End(json);
    }

    /// <summary>The oldest messages have left, and the model's answer to them is the first that is there.</summary>
    private static void WriteBeginning(Utf8JsonWriter json)
    {
        Begin(json, "user");
        Write(json, new TextContent("(What was said before is not shown.)"));
        End(json);
    }

    private static void Begin(Utf8JsonWriter json, string role)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteStartArray("content"u8);
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool SaysAnything(ChatMessage message) => message.Contents.Any(content => content switch
    {
        TextContent text => !string.IsNullOrWhiteSpace(text.Text),
        FunctionCallContent or FunctionResultContent => true,
        DataContent data => data.HasTopLevelMediaType("image"),
        UriContent uri => uri.HasTopLevelMediaType("image"),
        _ => false,
    });

    private static void Write(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextContent { Text: var text } when !string.IsNullOrWhiteSpace(text):
                json.WriteStartObject();
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text);
                json.WriteEndObject();
                break;
            case FunctionCallContent call:
                json.WriteStartObject();
                json.WriteString("type"u8, "tool_use"u8);
                json.WriteString("id"u8, WireCalls.IdFor(call.CallId));
                json.WriteString("name"u8, call.Name);
                json.WritePropertyName("input"u8);
                RequestJson.WriteArguments(json, call);
                json.WriteEndObject();
                break;
            case FunctionResultContent result:
                json.WriteStartObject();
                json.WriteString("type"u8, "tool_result"u8);
                json.WriteString("tool_use_id"u8, WireCalls.IdFor(result.CallId));
                json.WriteString("content"u8, RequestJson.TextOf(result));
                json.WriteEndObject();
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                WriteImage(json, source =>
                {
                    source.WriteString("type"u8, "base64"u8);
                    source.WriteString("media_type"u8, data.MediaType);
                    source.WriteBase64String("data"u8, data.Data.Span);
                });
                break;
            case UriContent uri when uri.HasTopLevelMediaType("image"):
                WriteImage(json, source =>
                {
                    source.WriteString("type"u8, "url"u8);
                    source.WriteString("url"u8, uri.Uri.AbsoluteUri);
                });
                break;
        }
    }

    private static void WriteImage(Utf8JsonWriter json, Action<Utf8JsonWriter> writeSource)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image"u8);
        json.WriteStartObject("source"u8);
        writeSource(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, IList<AITool>? tools)
    {
        if (tools is not { Count: > 0 }) return;
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools.OfType<AIFunctionDeclaration>())
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("input_schema"u8);
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
