using System.Text;
using System.Text.Json;

namespace OmniSage.Models.Offline.Conversations;

/// <summary>Reads JSON that others wrote without ever throwing at what they wrote.</summary>
internal static class JsonText
{
    /// <summary>An object or array, or null when the text is neither.</summary>
    public static JsonElement? TryParse(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        if (!trimmed.StartsWith('{') && !trimmed.StartsWith('['))
            return null;
        try
        {
            // By way of bytes, because half a surrogate pair in a string is an argument error and not bad JSON.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A property's text, or null when it is missing or null.</summary>
    public static string? Property(JsonElement json, string name) =>
        TryProperty(json, name) is { ValueKind: not JsonValueKind.Null } value ? Of(value) : null;

    public static JsonElement? TryProperty(JsonElement json, string name)
    {
        try
        {
            return json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Another property's name is an escape for half a surrogate pair, which cannot be compared.
            return null;
        }
    }

    /// <summary>The text of a string, and the JSON of anything else.</summary>
    public static string Of(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.String)
            return json.ValueKind is JsonValueKind.Undefined ? "" : json.GetRawText();
        try
        {
            return json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape for half a surrogate pair has no text; its JSON is the nearest thing to show.
            return json.GetRawText();
        }
    }
}
