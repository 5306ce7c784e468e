using System.Text.Json;

namespace OmniSage.Grains.Tools;

/// <summary>
/// What a tool is: what a model is told of it, what its arguments must be, and what policy judges it by.
/// </summary>
/// <param name="Id">Such as <c>shell.run</c>.</param>
/// <param name="Version">Raised whenever the tool's behaviour changes; every call's event names it.</param>
/// <param name="Description">For the model.</param>
/// <param name="Schema">The JSON Schema of the arguments.</param>
internal sealed record ToolManifest(string Id, int Version, string Description, JsonElement Schema)
{
    /// <summary>
    /// The JSON Schema of the arguments as they are judged, where the system completes what the model wrote; else null.
    /// </summary>
    public JsonElement? CompletedSchema { get; init; }

    /// <summary>What the arguments have to be when policy and people see them.</summary>
    public JsonElement JudgedSchema => CompletedSchema ?? Schema;

    /// <summary>Of <see cref="ToolScopes"/>.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    public required ToolRisk Risk { get; init; }

    public required ToolEffects Effects { get; init; }

    public required ToolUsers Users { get; init; }

    /// <summary>Of a tool with an external effect.</summary>
    public ToolIdempotency Idempotency { get; init; } = ToolIdempotency.None;

    /// <summary>Hosts that the tool itself reaches, whatever its arguments say.</summary>
    public ImmutableArray<string> EgressHosts { get; init; } = [];

    public static JsonElement SchemaOf(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return parsed.RootElement.Clone();
    }
}
