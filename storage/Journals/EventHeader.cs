using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OmniSage.Storage.Databases;

namespace OmniSage.Storage.Journals;

/// <summary>
/// All metadata of an event as canonical JSON: fixed names in a fixed order, no white space, ids as 32 hex digits,
/// what is absent left out. These bytes are what is hashed; they are never written a second time.
/// </summary>
internal sealed record EventHeader(
    string Tenant,
    string Journal,
    string Kind,
    long Seq,
    string Id,
    string Type,
    int Schema,
    long AtUs,
    string? Workspace,
    string? Thread,
    string Actor,
    Labels Labels,
    string Commitment)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static byte[] Write(
        JournalId journal, long seq, long atUs, NewEvent @event, ReadOnlySpan<byte> commitment)
    {
        var bytes = buffer ??= new(1024);
        bytes.ResetWrittenCount();
        var json = writer ??= new(bytes);
        json.Reset(bytes);
        json.WriteStartObject();
        json.WriteString("tenant"u8, journal.Tenant.Text);
        WriteId(json, "journal"u8, journal.Value);
        json.WriteString("kind"u8, EnumText<JournalKind>.Of(journal.Kind));
        json.WriteNumber("seq"u8, seq);
        WriteId(json, "id"u8, @event.Id);
        json.WriteString("type"u8, @event.Type);
        json.WriteNumber("schema"u8, @event.Schema);
        json.WriteNumber("at_us"u8, atUs);
        if (@event.Workspace is { } workspace) WriteId(json, "workspace"u8, workspace);
        if (@event.Thread is { } thread) WriteId(json, "thread"u8, thread);
        json.WriteString("actor"u8, @event.Actor);
        WriteLabels(json, @event.Labels);
        WriteHex(json, "commitment"u8, commitment);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads what <see cref="Write"/> wrote; throws <see cref="InvalidDataException"/> on anything else.
    /// </summary>
    public static EventHeader Parse(ReadOnlyMemory<byte> header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            var root = json.RootElement;
            return new(
                Text(root, "tenant"),
                Text(root, "journal"),
                Text(root, "kind"),
                root.GetProperty("seq").GetInt64(),
                Text(root, "id"),
                Text(root, "type"),
                root.GetProperty("schema").GetInt32(),
                root.GetProperty("at_us").GetInt64(),
                TextOrNull(root, "workspace"),
                TextOrNull(root, "thread"),
                Text(root, "actor"),
                ReadLabels(root.GetProperty("labels")),
                Text(root, "commitment"));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw new InvalidDataException("The header is not what was written.", fault);
        }
    }

    private static void WriteLabels(Utf8JsonWriter json, Labels labels)
    {
        json.WriteStartObject("labels"u8);
        json.WriteString("trust"u8, EnumText<Trust>.Of(labels.Trust));
        json.WriteString("sensitivity"u8, EnumText<Sensitivity>.Of(labels.Sensitivity));
        json.WriteStartArray("sources"u8);
        Span<char> hex = stackalloc char[32];
        foreach (var source in labels.Sources)
        {
            source.TryFormat(hex, out _, "N");
            json.WriteStringValue(hex);
        }

        json.WriteEndArray();
        json.WriteBoolean("overflow"u8, labels.Overflow);
        json.WriteEndObject();
    }

    private static Labels ReadLabels(JsonElement labels) => new()
    {
        Trust = EnumText<Trust>.Parse(Text(labels, "trust")),
        Sensitivity = EnumText<Sensitivity>.Parse(Text(labels, "sensitivity")),
        Sources = [.. labels.GetProperty("sources").EnumerateArray().Select(source => Guid.Parse(source.GetString()!))],
        Overflow = labels.GetProperty("overflow").GetBoolean(),
    };

    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid id)
    {
        Span<char> hex = stackalloc char[32];
        id.TryFormat(hex, out _, "N");
        json.WriteString(name, hex);
    }

    private static void WriteHex(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        Span<char> hex = stackalloc char[2 * HashChain.HashBytes];
        Convert.TryToHexStringLower(bytes, hex, out _);
        json.WriteString(name, hex);
    }

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString()
            ?? throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"The header has no {name}."));

    private static string? TextOrNull(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
