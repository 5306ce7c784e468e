using System.Text.Json;

namespace OmniSage.Grains.Tools.Schemas;

/// <summary>
/// Holds a call's arguments against the JSON Schema of its tool, as far as <see cref="SchemaWords"/> goes, and names
/// every fault with its place, so that a model can mend all of them at once. Lengths count code points, as the
/// standard says. A property that is there twice is a fault: readers would differ about it. Pure.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>Faults that are told; more are left out.</summary>
    public const int FaultsMax = 10;

    /// <summary>Deeper arguments are refused unread.</summary>
    public const int DepthMax = 32;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = DepthMax,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="ToolFaultException">They do not fit; the message names all places.</exception>
    public static void Require(ToolManifest manifest, string arguments)
    {
        if (WhyNot(manifest.Schema, arguments) is { } why) throw new ToolFaultException(why);
    }

    /// <summary>Why they do not fit, with all places; null when they do.</summary>
    public static string? WhyNot(JsonElement schema, string arguments)
    {
        var faults = FaultsOf(schema, arguments);
        if (faults.IsEmpty) return null;
        var told = faults.Select(
            fault => fault.Pointer.Length == 0 ? fault.Message : $"{fault.Pointer}: {fault.Message}");
        return $"The arguments do not fit. {string.Join(' ', told)}";
    }

    /// <summary>At most <see cref="FaultsMax"/>, in the order of the text; none when they fit.</summary>
    public static ImmutableArray<SchemaFault> FaultsOf(JsonElement schema, string arguments)
    {
        try
        {
            using var parsed = JsonDocument.Parse(arguments, Strict);
            var walk = new SchemaWalk();
            walk.Check(schema, parsed.RootElement, "");
            return walk.Faults;
        }
        catch (JsonException fault)
        {
            var where = fault.LineNumber is { } line ? $" (line {line + 1}, byte {fault.BytePositionInLine + 1})" : "";
            return
            [
                new("", $"The arguments must be one JSON object, at most {DepthMax} levels deep and with no property "
                    + $"twice; they cannot be read{where}."),
            ];
        }
    }
}
