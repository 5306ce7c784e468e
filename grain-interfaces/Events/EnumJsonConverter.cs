using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// Writes enums by name in camel case, and reads one such name, in any case, and nothing else: no number, and no list
/// of names, which the framework's own converter would take for one value.
/// </summary>
public sealed class EnumJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ByName<>).MakeGenericType(typeToConvert))!;

    private sealed class ByName<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<string, T> values = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<T, string> names = [];

        public ByName()
        {
            foreach (var value in Enum.GetValues<T>())
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
                values[name] = value;
                names[value] = name;
            }
        }

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String && values.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(names.TryGetValue(value, out var name) ? name : throw new JsonException());
    }
}
