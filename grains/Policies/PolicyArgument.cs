using System.Text.Json;

namespace OmniSage.Grains.Policies;

/// <summary>
/// A condition on an argument: where it is, by a JSON pointer (RFC 6901) whose names count in any case, as the tools
/// read them, and what its text is like. A list stands for its items.
/// </summary>
internal sealed record PolicyArgument(ImmutableArray<string> Path, ImmutableArray<Glob> Patterns)
{
    public bool Holds(JsonElement arguments, bool wholly)
    {
        var found = false;
        foreach (var value in Find(arguments, 0))
        {
            var fits = IsMatch(TextOf(value));
            if (fits != wholly) return fits;
            found = true;
        }

        return wholly && found;
    }

    /// <summary>Reads a pointer; null when it is none.</summary>
    public static ImmutableArray<string>? Parse(string pointer)
    {
        if (pointer is not ['/', ..]) return null;
        var parts = pointer[1..].Split('/');
        foreach (var part in parts)
        {
            for (var at = part.IndexOf('~', StringComparison.Ordinal); at >= 0; at = part.IndexOf('~', at + 1))
            {
                if (at + 1 == part.Length || part[at + 1] is not ('0' or '1')) return null;
            }
        }

        return [.. parts.Select(part => part
            .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>A string's own text, otherwise the JSON.</summary>
    public static string TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private IEnumerable<JsonElement> Find(JsonElement value, int depth)
    {
        if (depth == Path.Length)
        {
            return value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : [value];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject()
                .Where(member => member.Name.Equals(Path[depth], StringComparison.OrdinalIgnoreCase))
                .SelectMany(member => Find(member.Value, depth + 1)),
            JsonValueKind.Array when int.TryParse(Path[depth], out var index)
                && index >= 0 && index < value.GetArrayLength() => Find(value[index], depth + 1),
            _ => [],
        };
    }

    private bool IsMatch(string text)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.IsMatch(text)) return true;
        }

        return false;
    }
}
