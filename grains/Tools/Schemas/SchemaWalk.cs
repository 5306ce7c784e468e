using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OmniSage.Grains.Tools.Schemas;

/// <summary>Goes through one value and its schema side by side. The value's depth bounds it.</summary>
internal sealed class SchemaWalk
{
    /// <summary>Characters of a property's name, or of a list of values, that a message repeats.</summary>
    private const int QuoteCharsMax = 200;

    private readonly ImmutableArray<SchemaFault>.Builder faults = ImmutableArray.CreateBuilder<SchemaFault>();

    public ImmutableArray<SchemaFault> Faults => faults.ToImmutable();

    private bool IsFull => faults.Count >= SchemaCheck.FaultsMax;

    public void Check(JsonElement schema, JsonElement value, string at)
    {
        if (IsFull || schema.ValueKind == JsonValueKind.True) return;
        if (schema.ValueKind == JsonValueKind.False)
        {
            Say(at, "Nothing may be here; leave it out.");
            return;
        }

        if (schema.TryGetProperty("type", out var types) && !IsOf(types, value))
        {
            Say(at, $"It must be {Alternatives(types)}, but is {NameOf(value.ValueKind)}.");
            return;
        }

        CheckValues(schema, value, at);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, at);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, at);
                break;
            case JsonValueKind.String:
                var length = value.GetString()!.EnumerateRunes().Count();
                CheckBounds(schema, length, ("minLength", "maxLength"), "characters", at);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, at);
                break;
        }
    }

    private void CheckValues(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value))
        {
            Say(at, $"It must be {Short(only.GetRawText())}.");
        }

        if (schema.TryGetProperty("enum", out var any)
            && !any.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
        {
            var values = string.Join(", ", any.EnumerateArray().Select(one => one.GetRawText()));
            Say(at, $"It must be one of {Short(values)}.");
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
            {
                if (!value.TryGetProperty(name, out _)) Say($"{at}/{Escaped(name)}", "It is required and missing.");
            }
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        foreach (var property in value.EnumerateObject())
        {
            if (IsFull) return;
            var place = $"{at}/{Escaped(Short(property.Name))}";
            if (hasProperties && properties.TryGetProperty(property.Name, out var known))
            {
                Check(known, property.Value, place);
            }
            else if (hasRest && rest.ValueKind == JsonValueKind.False)
            {
                Say(place, $"There is no such property{Known(hasProperties, properties)}.");
            }
            else if (hasRest)
            {
                Check(rest, property.Value, place);
            }
        }
    }

    private void CheckArray(JsonElement schema, JsonElement value, string at)
    {
        CheckBounds(schema, value.GetArrayLength(), ("minItems", "maxItems"), "entries", at);
        if (!schema.TryGetProperty("items", out var items)) return;
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (IsFull) return;
            Check(items, item, string.Create(CultureInfo.InvariantCulture, $"{at}/{index}"));
        }
    }

    private void CheckBounds(
        JsonElement schema, int count, (string Least, string Most) words, string unit, string at)
    {
        if (schema.TryGetProperty(words.Least, out var least) && count < least.GetInt32())
        {
            Say(at, least.GetInt32() == 1
                ? "It must not be empty."
                : $"It must have at least {least} {unit}, but has {count}.");
        }

        if (schema.TryGetProperty(words.Most, out var most) && count > most.GetInt32())
        {
            Say(at, $"It must have at most {most} {unit}, but has {count}.");
        }
    }

    private void CheckNumber(JsonElement schema, JsonElement value, string at)
    {
        var number = value.GetDouble();
        if (schema.TryGetProperty("minimum", out var least) && number < least.GetDouble())
        {
            Say(at, $"It must be at least {least}.");
        }

        if (schema.TryGetProperty("maximum", out var most) && number > most.GetDouble())
        {
            Say(at, $"It must be at most {most}.");
        }
    }

    private static bool IsOf(JsonElement types, JsonElement value) => types.ValueKind == JsonValueKind.Array
        ? types.EnumerateArray().Any(type => IsOf(type, value))
        : (types.GetString(), value.ValueKind) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
                or ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null)
                or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            // 1.0 is an integer to the standard, and to nobody who reads it afterwards.
            ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
            _ => false,
        };

    private static string Alternatives(JsonElement types) => types.ValueKind == JsonValueKind.Array
        ? string.Join(" or ", types.EnumerateArray().Select(Alternatives))
        : types.GetString() switch
        {
            "object" => "an object",
            "array" => "an array",
            "integer" => "a whole number",
            "null" => "null",
            "boolean" => "true or false",
            var other => $"a {other}",
        };

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "another number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private static string Known(bool hasProperties, JsonElement properties) => hasProperties
        ? $"; there are {string.Join(", ", properties.EnumerateObject().Select(property => property.Name))}"
        : "";

    private static string Escaped(string name) =>
        new StringBuilder(name).Replace("~", "~0").Replace("/", "~1").ToString();

    private static string Short(string text) => ResultText.Cut(text, QuoteCharsMax);

    private void Say(string at, string message)
    {
        if (!IsFull) faults.Add(new(at, message));
    }
}
