using OmniSage.Grains.Documents;
using OmniSage.Models;
using OmniSage.Models.Settings;

namespace OmniSage.Grains.Settings;

/// <summary>Reads the section <c>models</c>: a chain for each level.</summary>
internal sealed class ModelsReader(SettingsValues values, DocumentFaults faults)
{
    private static readonly string[] Levels = [.. ModelLevels.All, ModelLevels.Default];

    public LevelChains Read(YamlNode? node)
    {
        if (node is null) return LevelChains.None;
        var fields = new YamlFields(node, "models", faults, Levels);
        if (fields.IsEmpty) faults.Add(node, "models says nothing: leave it out.");
        var chains = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<ModelTerms>>(
            StringComparer.Ordinal);
        foreach (var level in Levels)
        {
            if (fields.Find(level) is { } chain) chains[level] = ReadChain(chain);
        }

        return new(chains.ToImmutable());
    }

    private ImmutableArray<ModelTerms> ReadChain(YamlNode node)
    {
        if (node is not YamlList { Items: { Length: >= 1 and <= ModelOptions.LinksMax } items })
        {
            faults.Add(node, $"A chain is a list of 1 to {ModelOptions.LinksMax} models.");
            return [];
        }

        return [.. items.Select(ReadLink).OfType<ModelTerms>()];
    }

    private ModelTerms? ReadLink(YamlNode node)
    {
        var fields = new YamlFields(
            node, "a model", faults, "model", "url", "provider", "name", "key", "temperature", "outputTokensMax",
            "firstByteSecondsMax", "idleSecondsMax");
        var model = Needed(fields, "model") is { } named ? values.Line(named, "model", SettingsBounds.ModelCharsMax)
            : null;
        var url = Needed(fields, "url") is { } address ? values.Url(address) : null;
        var terms = new ModelTerms
        {
            Model = model ?? "",
            Url = url ?? "",
            Provider = values.Name<ModelProtocol>(fields.Find("provider"))?.ToString().ToLowerInvariant(),
            Name = fields.Find("name") is { } name ? values.Line(name, "name", SettingsBounds.NameCharsMax) : null,
            Key = values.Secret(fields.Find("key")),
            Temperature = values.Fraction(fields.Find("temperature"), "temperature", 2),
            OutputTokensMax = values.Number(
                fields.Find("outputTokensMax"), "outputTokensMax", SettingsBounds.TokensMax),
            FirstByteTimeMax = values.Seconds(fields.Find("firstByteSecondsMax"), "firstByteSecondsMax"),
            IdleTimeMax = values.Seconds(fields.Find("idleSecondsMax"), "idleSecondsMax"),
        };
        return model is null || url is null ? null : terms;
    }

    private YamlNode? Needed(YamlFields fields, string key)
    {
        if (fields.Find(key) is { } node) return node;
        if (fields.Node is YamlMap) faults.Add(fields.Node, $"A model needs '{key}'.");
        return null;
    }

    private enum ModelProtocol { OpenAi, Anthropic }
}
