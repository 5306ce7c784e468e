using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Settings;

/// <summary>Reads the section <c>agents</c>: each by its slug.</summary>
internal sealed class AgentsReader(
    SettingsValues values, ModelsReader models, DocumentFaults faults, IReadOnlyCollection<string>? tools)
{
    public ImmutableSortedDictionary<string, AgentTerms> Read(YamlNode node, SettingsScope scope)
    {
        var agents = ImmutableSortedDictionary.CreateBuilder<string, AgentTerms>(StringComparer.Ordinal);
        if (scope is SettingsScope.Tenant)
            faults.Add(node, "Agents are a workspace's: name them in its settings, not in the tenant's.");
        else if (node is not YamlMap { Entries: { IsEmpty: false } entries })
            faults.Add(node, "agents has to be a map from slugs to agents; leave it out where there are none.");
        else if (entries.Length > SettingsBounds.AgentsMax)
            faults.Add(entries[SettingsBounds.AgentsMax].Key, $"More than {SettingsBounds.AgentsMax} agents.");
        else foreach (var (slug, agent) in entries) ReadOne(agents, slug, agent);
        return agents.ToImmutable();
    }

    private void ReadOne(
        ImmutableSortedDictionary<string, AgentTerms>.Builder agents, YamlText slug, YamlNode node)
    {
        if (!AgentSlug.IsValid(slug.Value)) faults.Add(slug, AgentSlug.Rule);
        var fields = new YamlFields(node, "an agent", faults, "name", "instructions", "tools", "models");
        var terms = new AgentTerms
        {
            Name = fields.Find("name") is { } name ? values.Line(name, "name", SettingsBounds.NameCharsMax) : null,
            Instructions = values.Paragraphs(
                fields.Find("instructions"), "instructions", SettingsBounds.InstructionsCharsMax) ?? "",
            Tools = fields.Find("tools") is { } own
                ? [.. values.Known(own, "tool", SettingsBounds.ToolsMax, tools).Distinct(StringComparer.Ordinal)]
                : null,
            Models = models.Read(fields.Find("models")),
        };
        if (!agents.TryAdd(slug.Value, terms)) faults.Add(slug, "Another agent has this slug.");
    }
}
