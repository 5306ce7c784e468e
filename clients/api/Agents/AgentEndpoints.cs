using OmniSage.Api.Access;
using OmniSage.Api.OpenApi;

namespace OmniSage.Api.Agents;

internal static class AgentEndpoints
{
    public static void MapAgents(this RouteGroupBuilder workspace) =>
        workspace.MapGet("/agents", ListAsync)
            .WithName("ListAgents").WithTags("Agents").RequireAuthorization(Policies.Read)
            .WithSummary("The workspace's agents, the built-in one first.")
            .Produces<ListPage<AgentView>>().WithProblems(404);

    private static async Task<IResult> ListAsync(HttpContext context, AgentFinder agents)
    {
        var known = await agents.ListAsync(Scope.Of(context).Workspace.Id);
        return TypedResults.Json(
            new ListPage<AgentView>([.. known.Present.Select(AgentView.Of)], Next: null),
            ApiJson.Default.ListPageAgentView);
    }
}
