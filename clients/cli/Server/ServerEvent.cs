using System.Globalization;
using System.Text.Json;

namespace OmniSage.Cli.Server;

/// <summary>One frame of an event stream, or one event of a page.</summary>
internal sealed record ServerEvent(string Type, string? Cursor, JsonElement Json)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    /// <summary>What the event says; empty when it was erased.</summary>
    public JsonElement Payload { get; } = Json.Member("payload") is { ValueKind: JsonValueKind.Object } payload
        ? payload
        : Nothing;

    public bool IsOutput => Type is "output";

    /// <summary>The run whose journal it is in, or whose output it is; null for events of the thread.</summary>
    public string? Run { get; } = Type is "output" ? Json.Text("run")
        : Json.Member("journal") is { } journal && journal.Text("kind") is "run" ? journal.Text("id") : null;

    public DateTime At => DateTime.TryParse(
        Json.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at : default;

    public static ServerEvent OfPage(JsonElement json) => new(json.Text("type") ?? "", json.Text("cursor"), json);
}
