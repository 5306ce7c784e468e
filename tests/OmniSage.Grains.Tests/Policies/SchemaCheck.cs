using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Tests.Policies;

/// <summary>
/// As much of JSON Schema 2020-12 as the schemas of our documents use; a keyword it does not know fails.
/// </summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description"];

    public static SchemaCheck OfPolicies { get; } = Of("policy.schema.json");

    public static SchemaCheck OfSettings { get; } = Of("settings.schema.json");

    public bool IsValid(string yaml)
    {
        try
        {
            return IsValid(root, ToJson(YamlTree.Read(yaml)));
        }
        catch (YamlFaultException)
        {
            return false;
        }
    }

    private bool IsValid(JsonObject schema, JsonNode value) => schema.All(rule =>
    {
        var (keyword, says) = (rule.Key, rule.Value!);
        return keyword switch
        {
            _ when Silent.Contains(keyword) => true,
            "$ref" => IsValid((JsonObject)root["$defs"]![says.ToString().Split('/')[^1]]!, value),
            "type" => says.ToString() == TypeOf(value) || (says.ToString() is "number" && TypeOf(value) is "integer"),
            "const" => JsonNode.DeepEquals(says, value),
            "enum" => says.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
            "anyOf" => says.AsArray().Any(one => IsValid((JsonObject)one!, value)),
            "pattern" => value is not JsonValue text || Regex.IsMatch(text.ToString(), says.ToString()),
            "minLength" => value is not JsonValue text || text.ToString().Length >= (int)says,
            "maxLength" => value is not JsonValue text || text.ToString().Length <= (int)says,
            "minimum" => value is not JsonValue number || (double)number >= (int)says,
            "maximum" => value is not JsonValue number || (double)number <= (int)says,
            "minItems" => value is not JsonArray items || items.Count >= (int)says,
            "maxItems" => value is not JsonArray items || items.Count <= (int)says,
            "items" => value is not JsonArray items || items.All(item => IsValid((JsonObject)says, item!)),
            "minProperties" => value is not JsonObject members || members.Count >= (int)says,
            "maxProperties" => value is not JsonObject members || members.Count <= (int)says,
            "required" => value is not JsonObject members
                || says.AsArray().All(name => members.ContainsKey(name!.ToString())),
            "propertyNames" => value is not JsonObject members
                || members.All(one => IsValid((JsonObject)says, JsonValue.Create(one.Key))),
            "properties" => value is not JsonObject members
                || members.All(one => says[one.Key] is not JsonObject member || IsValid(member, one.Value!)),
            "additionalProperties" => value is not JsonObject members || members.All(one =>
                schema["properties"]?[one.Key] is not null
                || (says is JsonObject other && IsValid(other, one.Value!))),
            _ => throw new InvalidOperationException($"The keyword {keyword} is not known here."),
        };
    });

    private static SchemaCheck Of(string file) =>
        new((JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!);

    private static string TypeOf(JsonNode value) => value switch
    {
        JsonObject => "object",
        JsonArray => "array",
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.Number =>
            double.IsInteger((double)value) ? "integer" : "number",
        _ => "string",
    };

    private static JsonNode ToJson(YamlNode node) => node switch
    {
        YamlText { Value: { Length: < 10 } text }
            when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var one) =>
            JsonValue.Create(one),
        YamlText { Value: var text } => JsonValue.Create(text),
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlMap map => new JsonObject(map.Entries.Select(
            entry => KeyValuePair.Create(entry.Key.Value, (JsonNode?)ToJson(entry.Value)))),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };
}
