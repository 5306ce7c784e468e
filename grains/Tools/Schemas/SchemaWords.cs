using System.Collections.Frozen;

namespace OmniSage.Grains.Tools.Schemas;

/// <summary>Keywords of JSON Schema (2020-12) that <see cref="SchemaCheck"/> knows; others are not used.</summary>
internal static class SchemaWords
{
    public static FrozenSet<string> Checked { get; } = new[]
    {
        "type", "properties", "required", "additionalProperties", "items", "enum", "const", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems",
    }.ToFrozenSet();

    /// <summary>They say something to the model and refuse nothing.</summary>
    public static FrozenSet<string> Told { get; } =
        new[] { "title", "description", "default", "examples", "format" }.ToFrozenSet();

    public static FrozenSet<string> Types { get; } =
        new[] { "object", "array", "string", "number", "integer", "boolean", "null" }.ToFrozenSet();
}
