using OmniSage.GrainInterfaces.Agents;

namespace OmniSage.Api.Agents;

/// <summary>An agent of a workspace.</summary>
/// <param name="Id">For as long as the workspace lives.</param>
/// <param name="Slug">By which threads, settings and policies name it.</param>
/// <param name="Name">What people call it.</param>
internal sealed record AgentView(string Id, string Slug, string Name)
{
    public static AgentView Of(AgentSummary agent) => new(agent.Id.ToString("N"), agent.Slug, agent.Name);
}
