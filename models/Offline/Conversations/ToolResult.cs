using System.Text.Json;

namespace OmniSage.Models.Offline.Conversations;

/// <summary>
/// What a tool gave back, read leniently: a JSON object where it is one, else plain text. A result with a property
/// <c>error</c> (text, or an object with <c>message</c>), with an exception, or as text beginning with "error:" is
/// an error.
/// </summary>
internal sealed record ToolResult(string Text, JsonElement? Json, string? Error)
{
    private const string ErrorPrefix = "error:";

    public static ToolResult Read(FunctionResultContent content)
    {
        var text = content.Result switch
        {
            null => "",
            string plain => plain,
            JsonElement { ValueKind: JsonValueKind.Undefined } => "",
            JsonElement { ValueKind: JsonValueKind.String } json => JsonText.Of(json),
            JsonElement json => json.GetRawText(),
            var other => other.ToString() ?? "",
        };
        var parsed = JsonText.TryParse(text);
        return new(text, parsed, content.Exception?.Message ?? ErrorOf(text, parsed));
    }

    /// <summary>A property of the JSON object as text, or null when there is none.</summary>
    public string? Property(string name) => Json is { } json ? JsonText.Property(json, name) : null;

    public bool Is(string name) =>
        Json is { } json && JsonText.TryProperty(json, name) is { ValueKind: JsonValueKind.True };

    private static string? ErrorOf(string text, JsonElement? parsed)
    {
        if (parsed is { } json && JsonText.TryProperty(json, "error") is { ValueKind: not JsonValueKind.Null } error)
            return JsonText.Property(error, "message") ?? JsonText.Of(error);

        var trimmed = text.AsSpan().Trim();
        return trimmed.StartsWith(ErrorPrefix, StringComparison.OrdinalIgnoreCase)
            ? trimmed[ErrorPrefix.Length..].Trim().ToString()
            : null;
    }
}
