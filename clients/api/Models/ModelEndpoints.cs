using OmniSage.Api.Access;
using OmniSage.Api.OpenApi;
using OmniSage.GrainInterfaces.Models;

namespace OmniSage.Api.Models;

internal static class ModelEndpoints
{
    public static void MapModels(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/models", ListAsync)
            .WithName("ListModels").WithTags("Models").RequireAuthorization(Policies.Read)
            .WithSummary("Which models are asked at each level, in their order, and how they have done.")
            .Produces<ListPage<ModelLevelView>>().WithProblems(404);
        workspace.MapPost("/models/test", TestAsync)
            .WithName("TestModels").WithTags("Models").RequireAuthorization(Policies.Manage)
            .WithSummary("Sends each model one tiny request, which costs a few tokens.")
            .Produces<ListPage<ModelTestView>>().WithProblems(404, 429);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IModels models)
    {
        var scope = Scope.Of(context);
        var levels = await models.ListAsync(scope.Tenant, scope.Workspace.Id.Value, context.RequestAborted);
        return TypedResults.Json(
            new ListPage<ModelLevelView>([.. levels.Select(ModelLevelView.Of)], null),
            ApiJson.Default.ListPageModelLevelView);
    }

    private static async Task<IResult> TestAsync(HttpContext context, IModels models)
    {
        var scope = Scope.Of(context);
        var tests = await models.TestAsync(scope.Tenant, scope.Workspace.Id.Value, context.RequestAborted);
        return TypedResults.Json(
            new ListPage<ModelTestView>([.. tests.Select(ModelTestView.Of)], null),
            ApiJson.Default.ListPageModelTestView);
    }
}
