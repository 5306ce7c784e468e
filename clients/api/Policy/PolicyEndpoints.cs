using Microsoft.AspNetCore.Http.HttpResults;
using OmniSage.Api.Access;
using OmniSage.Api.Documents;
using OmniSage.Api.OpenApi;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

internal static class PolicyEndpoints
{
    public static void MapPolicy(this RouteGroupBuilder workspace)
    {
        workspace.MapDocument(new()
        {
            Kind = "policy",
            Name = "Policy",
            Tag = "Policy",
            Readers = Policies.Read,
            Open = (context, grains) =>
            {
                var grain = Grain(context, grains);
                return new(
                    grain.GetPolicyTextAsync,
                    grain.GetPolicyHistoryAsync,
                    grain.ChangePolicyAsync,
                    grain.RollBackPolicyAsync);
            },
        });
        workspace.MapGet("/policy/presets", ListPresets)
            .WithName("ListPolicyPresets").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("The policies that come with OmniSage, as documents to begin with.")
            .Produces<ListPage<PolicyPresetView>>().WithProblems(404);
    }

    private static JsonHttpResult<ListPage<PolicyPresetView>> ListPresets() => TypedResults.Json(
        new ListPage<PolicyPresetView>(
            [.. PolicyPresets.Names.Select(name => new PolicyPresetView(name, PolicyPresets.TextOf(name)))], null),
        ApiJson.Default.ListPagePolicyPresetView);

    internal static IWorkspaceGrain Grain(HttpContext context, IGrainFactory grains) =>
        grains.GetGrain<IWorkspaceGrain>(Scope.Of(context).Workspace.Id.ToGrainKey());
}
