using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Tenants;

/// <summary>Writes a <see cref="TenantId"/> as its text.</summary>
public sealed class TenantIdJsonConverter : JsonConverter<TenantId>
{
    public override TenantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TenantId.TryParse(reader.GetString(), out var tenant)
            ? tenant
            : throw new JsonException("Not the id of a tenant.");

    public override void Write(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
