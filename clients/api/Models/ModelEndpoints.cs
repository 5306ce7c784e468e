using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Models;

namespace OmniSage.Api.Models;

internal static class ModelEndpoints
{
    public static void MapModels(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/models", ListAsync)
            .WithName("ListModels").WithTags("Models").RequireAuthorization(Policies.Read)
            .WithSummary("Which models an agent asks at each level, by whose settings, and how they have done.")
            .Produces<ListPage<ModelLevelView>>().WithProblems(400, 404);
        workspace.MapPost("/models/test", TestAsync)
            .WithName("TestModels").WithTags("Models").RequireAuthorization(Policies.Manage)
            .WithSummary("Sends each model one tiny request, which costs a few tokens.")
            .Produces<ListPage<ModelTestView>>().WithProblems(400, 404, 429);
    }

    private static async Task<IResult> ListAsync(
        string? agent, HttpContext context, IModels models, AgentFinder agents)
    {
        var scope = Scope.Of(context);
        var asked = (await agents.ListAsync(scope.Workspace.Id)).Find(agent ?? BuiltInAgent.Slug);
        if (asked is null) return new ProblemResult(NoSuchAgent);
        var levels = await models.ListAsync(
            scope.Tenant, scope.Workspace.Id.Value, asked.Id, context.RequestAborted);
        return TypedResults.Json(
            new ListPage<ModelLevelView>([.. levels.Select(ModelLevelView.Of)], null),
            ApiJson.Default.ListPageModelLevelView);
    }

    private static async Task<IResult> TestAsync(
        string? agent, HttpContext context, IModels models, AgentFinder agents)
    {
        var scope = Scope.Of(context);
        var asked = (await agents.ListAsync(scope.Workspace.Id)).Find(agent ?? BuiltInAgent.Slug);
        if (asked is null) return new ProblemResult(NoSuchAgent);
        var tests = await models.TestAsync(
            scope.Tenant, scope.Workspace.Id.Value, asked.Id, context.RequestAborted);
        return TypedResults.Json(
            new ListPage<ModelTestView>([.. tests.Select(ModelTestView.Of)], null),
            ApiJson.Default.ListPageModelTestView);
    }

    private static Problem NoSuchAgent => KnownProblems.InvalidParameter(
        "agent", "The workspace has no agent of this slug: see GET agents, or omnisage agents.");
}
