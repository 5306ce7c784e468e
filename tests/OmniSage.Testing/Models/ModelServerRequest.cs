using System.Text;
using System.Text.Json;

namespace OmniSage.Testing.Models;

/// <summary>One request as it came to a <see cref="ModelServer"/>.</summary>
public sealed record ModelServerRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private JsonElement? json;

    /// <summary>Anthropic's messages; else OpenAI's chat completions.</summary>
    public bool IsAnthropic => Path.EndsWith("/messages", StringComparison.Ordinal);

    public JsonElement Json => json ??= JsonSerializer.Deserialize<JsonElement>(Body);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The key, by whichever header it came.</summary>
    public string? Key => Headers.GetValueOrDefault("x-api-key")
        ?? (Headers.GetValueOrDefault("authorization") is { } held ? held["Bearer ".Length..] : null);

    /// <summary>Texts of all messages, in order, the system's and results of tools too.</summary>
    public IEnumerable<string> Texts => Json.GetProperty("messages").EnumerateArray()
        .SelectMany(message => TextsOf(message.GetProperty("content")));

    private static IEnumerable<string> TextsOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => [content.GetString()!],
        JsonValueKind.Array => content.EnumerateArray().SelectMany(part =>
            part.TryGetProperty("text", out var text) ? [text.GetString()!]
            : part.TryGetProperty("content", out var inner) ? TextsOf(inner)
            : []),
        _ => [],
    };
}
