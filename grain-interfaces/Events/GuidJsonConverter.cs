using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>Writes a UUID as 32 hex digits, the one spelling that ids have in the log and in the API.</summary>
public sealed class GuidJsonConverter : JsonConverter<Guid>
{
    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        GrainKey.TryParseHex(reader.GetString(), out var value) ? value : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out _, "N");
        writer.WriteStringValue(text);
    }
}
