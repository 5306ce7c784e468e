using System.Reflection;
using System.Text.Json;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Tests.Tools.Schemas;

/// <summary>A keyword that nobody checks would promise a bound that is not there.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Schemas_UseOnlyWhatIsChecked()
    {
        var manifests = Manifests().ToList();
        Assert.True(manifests.Count >= 8, $"only {manifests.Count} manifests");
        Assert.Empty(manifests.SelectMany(manifest => Wrong(manifest.Schema, manifest.Id)));
        Assert.All(manifests, manifest => Assert.Equal("object", manifest.Schema.GetProperty("type").GetString()));
        Assert.All(
            manifests, manifest => Assert.False(manifest.Schema.GetProperty("additionalProperties").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"pattern":"x"}""")]
    [InlineData("""{"properties":{"a":{"oneOf":[]}}}""")]
    [InlineData("""{"items":{"uniqueItems":true}}""")]
    [InlineData("""{"additionalProperties":{"multipleOf":2}}""")]
    [InlineData("""{"properties":{},"required":["a"]}""")]
    public void Planted_AreFound(string schema) => Assert.Single(Wrong(ToolManifest.SchemaOf(schema), "planted"));

    private static IEnumerable<string> Wrong(JsonElement schema, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) yield break;
        foreach (var word in schema.EnumerateObject())
        {
            if (!SchemaWords.Checked.Contains(word.Name) && !SchemaWords.Told.Contains(word.Name))
            {
                yield return $"{at}: {word.Name}";
            }

            foreach (var wrong in Inside(word, schema, $"{at}/{word.Name}")) yield return wrong;
        }
    }

    private static IEnumerable<string> Inside(JsonProperty word, JsonElement schema, string at) => word.Name switch
    {
        "properties" => word.Value.EnumerateObject()
            .SelectMany(property => Wrong(property.Value, $"{at}/{property.Name}")),
        "items" or "additionalProperties" => Wrong(word.Value, at),
        "type" => Names(word.Value).Where(type => !SchemaWords.Types.Contains(type)).Select(type => $"{at}: {type}"),
        "required" => Names(word.Value)
            .Where(name => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(name, out _))
            .Select(name => $"{at}: {name}"),
        _ => [],
    };

    private static IEnumerable<string> Names(JsonElement names) => names.ValueKind == JsonValueKind.Array
        ? names.EnumerateArray().Select(name => name.GetString()!)
        : [names.GetString()!];

    /// <summary>Of all tools there are; a manifest needs nothing that the tool is made with.</summary>
    private static IEnumerable<ToolManifest> Manifests() => typeof(ITool).Assembly.GetTypes()
        .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(ITool)))
        .Select(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0])
        .Select(made => ((ITool)made.Invoke(new object?[made.GetParameters().Length])).Manifest)
        .Append(TaskDelegateTool.Manifest)
        .Append(FilesPublishTool.Manifest);
}
