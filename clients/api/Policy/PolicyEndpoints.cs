using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

internal static class PolicyEndpoints
{
    /// <summary>Escapes may make six bytes of one.</summary>
    private const int BodyBytesMax = 6 * PolicyText.BytesMax + 16 * 1024;

    public static void MapPolicy(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/policy", GetAsync)
            .WithName("GetPolicy").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("The policy, or one version of it; its ETag is what a change has to match.")
            .Produces<PolicyView>().WithProblems(400, 404);
        workspace.MapPut("/policy", PutAsync)
            .WithName("ChangePolicy").WithTags("Policy").RequireAuthorization(Policies.Manage)
            .WithSummary("Makes a document the policy, as a new version; If-Match names the version it follows.")
            .Accepts<PolicyBody>("application/json")
            .Produces<PolicyReceiptView>().WithChangeProblems();
        workspace.MapPost("/policy/rollback", RollBackAsync)
            .WithName("RollBackPolicy").WithTags("Policy").RequireAuthorization(Policies.Manage)
            .WithSummary("Makes the text of an earlier version the policy again, as a new version; with If-Match.")
            .Accepts<PolicyRollbackBody>("application/json")
            .Produces<PolicyReceiptView>().WithChangeProblems();
        workspace.MapGet("/policy/history", ListAsync)
            .WithName("ListPolicyVersions").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("The versions of the policy, newest first.")
            .Produces<ListPage<PolicyVersionView>>().WithProblems(400, 404);
        workspace.MapGet("/policy/diff", DiffAsync)
            .WithName("DiffPolicy").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("What changed between two versions; without them, what the current one changed.")
            .Produces<PolicyDiffView>().WithProblems(400, 404);
        workspace.MapGet("/policy/presets", ListPresets)
            .WithName("ListPolicyPresets").WithTags("Policy").RequireAuthorization(Policies.Read)
            .WithSummary("The policies that come with OmniSage, as documents to begin with.")
            .Produces<ListPage<PolicyPresetView>>().WithProblems(404);
    }

    private static RouteHandlerBuilder WithChangeProblems(this RouteHandlerBuilder endpoint) =>
        endpoint.WithProblems(400, 404, 412, 413, 415, 422, 428, 503);

    private static async Task<IResult> GetAsync(int? version, HttpContext context, IGrainFactory grains)
    {
        var found = await Grain(context, grains).GetPolicyTextAsync(version);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        if (version is null) context.Response.Headers.ETag = PolicyTag.Of(found.Version.Number);
        return TypedResults.Json(PolicyView.Of(found), ApiJson.Default.PolicyView);
    }

    private static async Task<IResult> PutAsync(HttpContext context, IGrainFactory grains)
    {
        if (!PolicyTag.TryRead(context.Request, out var expected, out var problem))
            return new ProblemResult(problem!);
        (var body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.PolicyBody, BodyBytesMax);
        if (problem is null && body!.Text is null) problem = KnownProblems.Invalid("$.text", "It has to be text.");
        if (problem is not null) return new ProblemResult(problem);
        var receipt = await Grain(context, grains).ChangePolicyAsync(new()
        {
            Text = body!.Text!,
            Note = body.Note ?? "",
            Expected = expected,
            Author = AuthorOf(context),
        });
        return ResultOf(receipt, context);
    }

    private static async Task<IResult> RollBackAsync(HttpContext context, IGrainFactory grains)
    {
        if (!PolicyTag.TryRead(context.Request, out var expected, out var problem))
            return new ProblemResult(problem!);
        (var body, problem) = await JsonBody.ReadAsync(
            context.Request, ApiJson.Default.PolicyRollbackBody, BodyBytesMax);
        if (problem is not null) return new ProblemResult(problem);
        var receipt = await Grain(context, grains).RollBackPolicyAsync(new()
        {
            To = body!.Version,
            Note = body.Note ?? "",
            Expected = expected,
            Author = AuthorOf(context),
        });
        return ResultOf(receipt, context);
    }

    private static async Task<IResult> ListAsync(
        string? cursor, int? limit, HttpContext context, IGrainFactory grains)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem))
            return new ProblemResult(problem!);
        int? before = null;
        if (cursor is not null)
        {
            if (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return new ProblemResult(KnownProblems.InvalidParameter("cursor", "It has to be one that was given."));
            before = number;
        }

        var versions = await Grain(context, grains).GetPolicyHistoryAsync(before, count);
        // The first version ends every history.
        var next = versions is [.., { Number: > 0 } last] && versions.Length == count ? $"{last.Number}" : null;
        return TypedResults.Json(
            new ListPage<PolicyVersionView>([.. versions.Select(PolicyVersionView.Of)], next),
            ApiJson.Default.ListPagePolicyVersionView);
    }

    private static async Task<IResult> DiffAsync(int? from, int? to, HttpContext context, IGrainFactory grains)
    {
        var workspace = Grain(context, grains);
        if (await workspace.GetPolicyTextAsync(to) is not { } young) return new ProblemResult(KnownProblems.NotFound);
        var number = young.Version.Number;
        if (await workspace.GetPolicyTextAsync(from ?? Math.Max(0, number - 1)) is not { } old)
            return new ProblemResult(KnownProblems.NotFound);
        var diff = LineDiff.Unified(old.Text, young.Text, $"version {old.Version.Number}", $"version {number}");
        return TypedResults.Json(
            new PolicyDiffView(old.Version.Number, number, diff), ApiJson.Default.PolicyDiffView);
    }

    private static JsonHttpResult<ListPage<PolicyPresetView>> ListPresets() => TypedResults.Json(
        new ListPage<PolicyPresetView>(
            [.. PolicyPresets.Names.Select(name => new PolicyPresetView(name, PolicyPresets.TextOf(name)))], null),
        ApiJson.Default.ListPagePolicyPresetView);

    private static IResult ResultOf(PolicyReceipt receipt, HttpContext context)
    {
        switch (receipt.Outcome)
        {
            case PolicyOutcome.Changed or PolicyOutcome.Unchanged:
                context.Response.Headers.ETag = PolicyTag.Of(receipt.Version);
                return TypedResults.Json(
                    new PolicyReceiptView(receipt.Outcome, receipt.Version), ApiJson.Default.PolicyReceiptView);
            case PolicyOutcome.Conflict:
                return new ProblemResult(KnownProblems.Outdated);
            case PolicyOutcome.Invalid:
                return new ProblemResult(PolicyProblems.Of(receipt.Faults));
            case PolicyOutcome.NotAllowed:
                return new ProblemResult(KnownProblems.Forbidden);
            case PolicyOutcome.NotFound:
                return new ProblemResult(KnownProblems.NotFound);
            default:
                throw new System.Diagnostics.UnreachableException($"No answer for {receipt.Outcome}.");
        }
    }

    internal static IWorkspaceGrain Grain(HttpContext context, IGrainFactory grains) =>
        grains.GetGrain<IWorkspaceGrain>(Scope.Of(context).Workspace.Id.ToGrainKey());

    internal static PolicyAuthor AuthorOf(HttpContext context) =>
        new(Scope.Of(context).Account, Scope.Of(context).Caller.Role);
}
