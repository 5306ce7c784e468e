using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>Writes enums by name in camel case, and reads nothing else.</summary>
public sealed class EnumJsonConverter()
    : JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
