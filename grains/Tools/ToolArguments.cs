using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniSage.Grains.Tools;

/// <summary>
/// Reads a call's arguments strictly: what does not fit the schema is told to the model, so that it can mend it.
/// </summary>
internal static class ToolArguments
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Arguments as <see cref="Read"/> takes them.</summary>
    public static string Write<T>(T arguments)
        where T : class => JsonSerializer.Serialize(arguments, Json);

    /// <exception cref="ToolFaultException">The arguments do not fit; the message names where.</exception>
    public static T Read<T>(string arguments)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(arguments, Json)
                ?? throw new ToolFaultException("The arguments must be an object.");
        }
        catch (JsonException fault)
        {
            throw new ToolFaultException($"The arguments do not fit the tool's schema at {fault.Path ?? "$"}.", fault);
        }
    }
}
