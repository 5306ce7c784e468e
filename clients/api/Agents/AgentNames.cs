using OmniSage.GrainInterfaces.Agents;

namespace OmniSage.Api.Agents;

/// <summary>The agents of one workspace at one moment.</summary>
internal sealed class AgentNames(ImmutableArray<AgentSummary> agents)
{
    /// <summary>Those that the settings name, the built-in one first.</summary>
    public IEnumerable<AgentSummary> Present => agents.Where(agent => !agent.IsRemoved);

    public AgentSummary? Find(string slug) => Present.FirstOrDefault(agent => agent.Slug == slug);

    /// <summary>What an agent is called in views; one that was made within the last second goes by its id.</summary>
    public string SlugOf(Guid? agent) => agent is not { } id
        ? BuiltInAgent.Slug
        : agents.FirstOrDefault(one => one.Id == id)?.Slug ?? id.ToString("N");
}
