using System.Text.Json;

namespace OmniSage.Grains.Tools;

/// <summary>Tool ids as model providers take them: their names allow no dots.</summary>
internal static class ToolNames
{
    public static string ToWire(string tool) => tool.Replace('.', '_');

    /// <summary>The id of the tool that the model named; the name itself when there is no such tool.</summary>
    public static string FromWire(string name, IEnumerable<string> tools) =>
        tools.FirstOrDefault(tool => ToWire(tool) == name) ?? name;

    /// <summary>A call's arguments as the model's client takes them back.</summary>
    public static Dictionary<string, object?> Arguments(ToolCall call) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(call.Arguments) ?? [];
}
