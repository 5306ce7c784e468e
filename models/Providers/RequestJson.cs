using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OmniSage.Models.Providers;

/// <summary>Writes the JSON of requests.</summary>
internal static class RequestJson
{
    /// <summary>Providers read JSON, never HTML, so text goes out in its own script, which is shorter too.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The text of a message, its pieces put together.</summary>
    public static string TextOf(ChatMessage message) => string.Concat(message.Contents.OfType<TextContent>());

    /// <summary>The result of a call as text: as it is where it is text, as JSON where it is not.</summary>
    public static string TextOf(FunctionResultContent result) => result.Result switch
    {
        null => "",
        string text => text,
        var other => JsonSerializer.Serialize(other),
    };

    public static void WriteArguments(Utf8JsonWriter json, FunctionCallContent call) =>
        JsonSerializer.Serialize(json, call.Arguments ?? new Dictionary<string, object?>());

    public static string ArgumentsOf(FunctionCallContent call) =>
        call.Arguments is { Count: > 0 } arguments ? JsonSerializer.Serialize(arguments) : "{}";
}
