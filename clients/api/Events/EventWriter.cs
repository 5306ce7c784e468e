using System.Text.Encodings.Web;
using System.Text.Json;

namespace OmniSage.Api.Events;

/// <summary>
/// Writes events and live output as JSON. Payloads go out as the bytes that are in the log, without being parsed.
/// </summary>
internal static class EventWriter
{
    /// <summary>Clients are programs, so only what JSON itself asks for is escaped.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly string[] Kinds =
        [.. Enum.GetNames<JournalKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly string[] Trusts =
        [.. Enum.GetNames<Trust>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly string[] Sensitivities =
        [.. Enum.GetNames<Sensitivity>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly string[] Channels =
        [.. Enum.GetNames<LiveChannel>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static void Write(Utf8JsonWriter json, StoredEvent recorded, string? cursor)
    {
        json.WriteStartObject();
        WriteId(json, "id"u8, recorded.Id);
        json.WriteStartObject("journal"u8);
        json.WriteString("kind"u8, Kinds[(int)recorded.Journal.Kind]);
        WriteId(json, "id"u8, recorded.Journal.Value);
        json.WriteEndObject();
        json.WriteNumber("seq"u8, recorded.Seq);
        json.WriteString("type"u8, recorded.Type);
        json.WriteNumber("schema"u8, recorded.Schema);
        WriteTime(json, "at"u8, recorded.AtUs);
        json.WriteString("actor"u8, recorded.Actor);
        WriteLabels(json, recorded.Labels);
        if (recorded.Thread is { } thread) WriteId(json, "thread"u8, thread);
        json.WritePropertyName("payload"u8);
        if (recorded.Payload.IsEmpty) json.WriteNullValue();
        else json.WriteRawValue(recorded.Payload.Span, skipInputValidation: true);
        if (cursor is not null) json.WriteString("cursor"u8, cursor);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, LiveOutput output)
    {
        json.WriteStartObject();
        WriteId(json, "run"u8, output.Run.Value);
        json.WriteNumber("step"u8, output.Step);
        json.WriteNumber("attempt"u8, output.Attempt);
        json.WriteNumber("try"u8, output.Try);
        json.WriteString("channel"u8, Channels[(int)output.Channel]);
        json.WriteNumber("offset"u8, output.Offset);
        json.WriteString("text"u8, output.Text);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, Labels labels)
    {
        json.WriteStartObject("labels"u8);
        json.WriteString("trust"u8, Trusts[(int)labels.Trust]);
        json.WriteString("sensitivity"u8, Sensitivities[(int)labels.Sensitivity]);
        json.WriteStartArray("sources"u8);
        Span<byte> text = stackalloc byte[32];
        foreach (var source in labels.Sources)
        {
            source.TryFormat(text, out _, "N");
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        json.WriteBoolean("overflow"u8, labels.Overflow);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid id)
    {
        Span<byte> text = stackalloc byte[32];
        id.TryFormat(text, out _, "N");
        json.WriteString(name, text);
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, long us)
    {
        Span<byte> text = stackalloc byte[27];
        Timestamp.At(us).TryFormat(text, out var length, Timestamp.Format);
        json.WriteString(name, text[..length]);
    }
}
