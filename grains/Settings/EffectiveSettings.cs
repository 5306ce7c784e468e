using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Settings;

namespace OmniSage.Grains.Settings;

/// <summary>
/// What holds in a workspace at one moment: its own settings over its tenant's. What is nearer to the work wins: agent
/// over workspace over tenant over install, and within each the level's own chain over the one for every level. Pure.
/// </summary>
/// <param name="Tenant">The tenant's document.</param>
/// <param name="Workspace">The workspace's.</param>
/// <param name="Named">Slugs by the ids that they mean, also of agents that the document names no more.</param>
/// <param name="BuiltIn">The id of the built-in agent.</param>
internal sealed record EffectiveSettings(
    SettingsDocument Tenant, SettingsDocument Workspace, ImmutableDictionary<Guid, string> Named, Guid BuiltIn)
{
    public static EffectiveSettings Of(
        SettingsDocument tenant, SettingsDocument workspace, ImmutableArray<NamedAgent> agents, Guid builtIn) => new(
        tenant, workspace, agents.ToImmutableDictionary(agent => agent.Id, agent => agent.Slug), builtIn);

    /// <summary>A text that is read no more: nothing is guessed of what it allowed.</summary>
    public bool IsUnreadable => Tenant.IsUnreadable || Workspace.IsUnreadable;

    public string SlugOf(Guid agent) =>
        agent == BuiltIn ? BuiltInAgent.Slug : Named.GetValueOrDefault(agent) ?? agent.ToString("N");

    public AgentTerms Find(Guid agent)
    {
        if (IsUnreadable) return AgentTerms.Removed;
        if (Workspace.Agents.TryGetValue(SlugOf(agent), out var terms)) return terms;
        return agent == BuiltIn ? AgentTerms.Plain : AgentTerms.Removed;
    }

    /// <summary>What people call the agent.</summary>
    public string NameOf(Guid agent) =>
        Find(agent).Name ?? (agent == BuiltIn ? BuiltInAgent.Name : SlugOf(agent));

    /// <summary>The chain that an agent's runs ask at a level; empty where only the install says something of it.
    /// </summary>
    public ResolvedChain ChainOf(Guid agent, string level)
    {
        if (Find(agent).Models.Find(level) is { IsEmpty: false } own) return new(SettingsOrigin.Agent, own);
        if (Workspace.Models.Find(level) is { IsEmpty: false } workspace)
            return new(SettingsOrigin.Workspace, workspace);
        return Tenant.Models.Find(level) is { IsEmpty: false } tenant
            ? new(SettingsOrigin.Tenant, tenant)
            : new(SettingsOrigin.Install, []);
    }

    /// <summary>All agents, the built-in one first.</summary>
    public ImmutableArray<AgentSummary> Agents() =>
    [
        new() { Id = BuiltIn, Slug = BuiltInAgent.Slug, Name = NameOf(BuiltIn) },
        .. Named.OrderBy(one => one.Value, StringComparer.Ordinal).Select(one => new AgentSummary
        {
            Id = one.Key,
            Slug = one.Value,
            Name = NameOf(one.Key),
            IsRemoved = !Workspace.Agents.ContainsKey(one.Value),
        }),
    ];
}
