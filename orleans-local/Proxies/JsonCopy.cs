using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>Copies values through JSON where <see cref="LocalSiloOptions.CopyThroughJson"/> asks for it.</summary>
internal sealed class JsonCopy(Silo silo)
{
    private readonly JsonSerializerOptions? _json = silo.Options.CopyThroughJson
        ? new() { Converters = { new ReferenceConverter(silo) }, IncludeFields = true }
        : null;

    public object?[] Of(object?[] arguments, MethodShape method)
    {
        if (_json is not null)
        {
            for (var index = 0; index < arguments.Length; index++)
                arguments[index] = Of(arguments[index], method.ParameterTypes[index]);
        }

        return arguments;
    }

    public T Of<T>(T value) => _json is null || value is Nothing ? value : (T)Of(value, typeof(T))!;

    private object? Of(object? value, Type declared)
    {
        if (value is null or CancellationToken || declared == typeof(Nothing))
            return value;
        var type = value is IAddressable ? declared : value.GetType();
        if (type.Assembly == typeof(IAddressable).Assembly)
            return value; // The runtime's own types, such as the status of a reminder, have their own ways.
        return JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type, _json), type, _json);
    }

    /// <summary>References travel as the id and interface they stand for.</summary>
    private sealed class ReferenceConverter(Silo silo) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeof(IAddressable).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), silo)!;

        private sealed class Converter<T>(Silo silo) : JsonConverter<T>
            where T : class, IAddressable
        {
            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                (T)(object)silo.Factory.ReferenceTo(GrainId.Parse(reader.GetString()!), typeToConvert);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                writer.WriteStringValue(Orleans.GrainExtensions.GetGrainId(value).ToString());
        }
    }
}
