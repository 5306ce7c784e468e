using OmniSage.Api.Access;
using OmniSage.Api.Documents;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Policy;

internal static class GrantEndpoints
{
    public static void MapGrants(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/grants", ListAsync)
            .WithName("ListGrants").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("What passes without asking because somebody approved the like, oldest first.")
            .Produces<ListPage<GrantView>>().WithProblems(404);
        workspace.MapDelete("/grants/{grant}", RevokeAsync)
            .WithName("RevokeGrant").WithTags("Policy").RequireAuthorization(Policies.Manage)
            .WithSummary("Ends a grant at once: the next such call asks again.")
            .Produces(204).WithProblems(404, 503);
    }

    /// <summary>All of them: there are few (limits in ARCHITECTURE.md).</summary>
    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var all = await PolicyEndpoints.Grain(context, grains).ListGrantsAsync();
        return TypedResults.Json(
            new ListPage<GrantView>([.. all.Select(GrantView.Of)], null), ApiJson.Default.ListPageGrantView);
    }

    private static async Task<IResult> RevokeAsync(string grant, HttpContext context, IGrainFactory grains) =>
        Scope.TryParseId(grant, out var id)
        && await PolicyEndpoints.Grain(context, grains).RevokeGrantAsync(id, DocumentEndpoints.AuthorOf(context))
            ? TypedResults.NoContent()
            : new ProblemResult(KnownProblems.NotFound);
}
