using System.Text;
using System.Text.Json;

namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>
/// The one text that JSON data has (RFC 8785, JSON Canonicalization Scheme): members in order of their names' UTF-16
/// units, no white space, numbers and strings as ECMAScript writes them. Data that two readers could read differently
/// has none: a member named twice, half of a surrogate pair, a number beyond a double.
/// </summary>
public static class CanonicalJson
{
    private const int DepthMax = 64;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false, MaxDepth = DepthMax,
    };

    /// <exception cref="FormatException">The text is no JSON that has a canonical form.</exception>
    public static string Of(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json, Strict);
            var text = new StringBuilder(json.Length);
            Write(text, parsed.RootElement);
            return text.ToString();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("This is no JSON, or JSON that could be read in two ways.", fault);
        }
    }

    internal static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append($"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }

    internal static void Write(StringBuilder text, double value) => text.Append(CanonicalNumber.Of(value));

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value);
                break;
            case JsonValueKind.Array:
                WriteArray(text, value);
                break;
            case JsonValueKind.String:
                Write(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                Write(text, value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                text.Append(value.GetRawText());
                break;
            case var kind:
                throw new FormatException($"JSON has no {kind}.");
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        var separator = '{';
        foreach (var member in value.EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            text.Append(separator);
            separator = ',';
            Write(text, member.Name);
            text.Append(':');
            Write(text, member.Value);
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void WriteArray(StringBuilder text, JsonElement value)
    {
        var separator = '[';
        foreach (var item in value.EnumerateArray())
        {
            text.Append(separator);
            separator = ',';
            Write(text, item);
        }

        text.Append(separator == '[' ? "[]" : "]");
    }
}
