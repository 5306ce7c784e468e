using System.Text.Json;
using Microsoft.OpenApi;

namespace OmniSage.Api.OpenApi;

/// <summary>
/// Has the OpenAPI document say what is really sent: enums by name, numbers as numbers, and members that are null left
/// out. Clients are generated from it.
/// </summary>
internal static class WireSchemas
{
    public static void Correct(OpenApiSchema schema, Type type)
    {
        var named = Nullable.GetUnderlyingType(type) ?? type;
        if (named.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetNames(named).Select(name => JsonNamingPolicy.CamelCase.ConvertName(name))];
        }

        // A number may be read from a string by default; nothing here writes or expects one.
        if (schema.Type is { } kind && (kind & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            schema.Type = kind & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        var isSentToUs = type.Name.EndsWith("Body", StringComparison.Ordinal);
        if (!isSentToUs && schema.Properties is { } members)
            schema.Required?.ExceptWith(members.Where(member => IsNullable(member.Value)).Select(member => member.Key));
    }

    private static bool IsNullable(IOpenApiSchema member) =>
        member.Type?.HasFlag(JsonSchemaType.Null) is true
        || member.OneOf?.Any(one => one.Type is JsonSchemaType.Null) is true;
}
