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
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

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
