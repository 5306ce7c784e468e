using System.Text.Json;

namespace OmniSage.Grains.Tools;

/// <summary>What a tool is: what a model is told of it, and what its arguments must be.</summary>
/// <param name="Id">Such as <c>shell.run</c>.</param>
/// <param name="Version">Raised whenever the tool's behaviour changes; every call's event names it.</param>
/// <param name="Description">For the model.</param>
/// <param name="Schema">The JSON Schema of the arguments.</param>
internal sealed record ToolManifest(string Id, int Version, string Description, JsonElement Schema)
{
    public static ToolManifest Of(string id, int version, string description, string schema)
    {
        using var parsed = JsonDocument.Parse(schema);
        return new(id, version, description, parsed.RootElement.Clone());
    }
}
