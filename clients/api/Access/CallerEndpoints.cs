using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using OmniSage.Api.OpenApi;

namespace OmniSage.Api.Access;

internal static class CallerEndpoints
{
    public static void MapCaller(this RouteGroupBuilder api) =>
        api.MapGet("/me", Get)
            .WithName("GetCaller").WithTags("Caller").RequireAuthorization(Policies.Read)
            .WithSummary("Whom the credential stands for.")
            .Produces<CallerView>().WithProblems();

    private static JsonHttpResult<CallerView> Get(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        return TypedResults.Json(
            new CallerView(caller.Account.Value.ToString("N"), caller.Tenant.Text, caller.Role),
            ApiJson.Default.CallerView);
    }
}
