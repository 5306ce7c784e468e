using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Api.Documents;

/// <summary>The endpoints that every document in versions has, whatever it is about.</summary>
internal static class DocumentEndpoints
{
    /// <summary>Escapes may make six bytes of one.</summary>
    private const int BodyBytesMax = 6 * DocumentText.BytesMax + 16 * 1024;

    public static void MapDocument(this RouteGroupBuilder group, DocumentRoutes routes)
    {
        var (path, name, kind) = ($"/{routes.Kind}", routes.Name, routes.Kind);
        group.MapGet(path, (int? version, HttpContext context, IGrainFactory grains) =>
                GetAsync(routes, version, context, grains))
            .WithName($"Get{name}").WithTags(routes.Tag).RequireAuthorization(routes.Readers)
            .WithSummary($"The {kind}, or one version; its ETag is what a change has to match.")
            .Produces<DocumentView>().WithProblems(400, 404);
        group.MapPut(path, (HttpContext context, IGrainFactory grains) => PutAsync(routes, context, grains))
            .WithName($"Change{name}").WithTags(routes.Tag).RequireAuthorization(Policies.Manage)
            .WithSummary($"Makes a document the {kind}, as a new version; If-Match names the version it follows.")
            .Accepts<DocumentBody>("application/json")
            .Produces<DocumentReceiptView>().WithChangeProblems();
        group.MapPost($"{path}/rollback", (HttpContext context, IGrainFactory grains) =>
                RollBackAsync(routes, context, grains))
            .WithName($"RollBack{name}").WithTags(routes.Tag).RequireAuthorization(Policies.Manage)
            .WithSummary($"Makes the text of an earlier version the {kind} again, as a new version; with If-Match.")
            .Accepts<DocumentRollbackBody>("application/json")
            .Produces<DocumentReceiptView>().WithChangeProblems();
        group.MapGet($"{path}/history", (string? cursor, int? limit, HttpContext context, IGrainFactory grains) =>
                ListAsync(routes, cursor, limit, context, grains))
            .WithName($"List{name}Versions").WithTags(routes.Tag).RequireAuthorization(routes.Readers)
            .WithSummary($"The versions of the {kind}, newest first.")
            .Produces<ListPage<DocumentVersionView>>().WithProblems(400, 404);
        group.MapGet($"{path}/diff", (int? from, int? to, HttpContext context, IGrainFactory grains) =>
                DiffAsync(routes, from, to, context, grains))
            .WithName($"Diff{name}").WithTags(routes.Tag).RequireAuthorization(routes.Readers)
            .WithSummary("What changed between two versions; without them, what the current one changed.")
            .Produces<DocumentDiffView>().WithProblems(400, 404);
    }

    public static DocumentAuthor AuthorOf(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        return new(caller.Account.Value, caller.Role);
    }

    private static RouteHandlerBuilder WithChangeProblems(this RouteHandlerBuilder endpoint) =>
        endpoint.WithProblems(400, 404, 412, 413, 415, 422, 428, 429, 503);

    private static async Task<IResult> GetAsync(
        DocumentRoutes routes, int? version, HttpContext context, IGrainFactory grains)
    {
        var found = await routes.Open(context, grains).FindAsync(version);
        if (found is null) return new ProblemResult(KnownProblems.NotFound);
        if (version is null) context.Response.Headers.ETag = DocumentTag.Of(found.Version.Number);
        return TypedResults.Json(DocumentView.Of(found), ApiJson.Default.DocumentView);
    }

    private static async Task<IResult> PutAsync(DocumentRoutes routes, HttpContext context, IGrainFactory grains)
    {
        if (!DocumentTag.TryRead(context.Request, out var expected, out var problem))
            return new ProblemResult(problem!);
        (var body, problem) = await JsonBody.ReadAsync(context.Request, ApiJson.Default.DocumentBody, BodyBytesMax);
        if (problem is null && body!.Text is null) problem = KnownProblems.Invalid("$.text", "It has to be text.");
        if (problem is not null) return new ProblemResult(problem);
        var receipt = await routes.Open(context, grains).ChangeAsync(new()
        {
            Text = body!.Text!,
            Note = body.Note ?? "",
            Expected = expected,
            Author = AuthorOf(context),
        });
        return ResultOf(routes, receipt, context);
    }

    private static async Task<IResult> RollBackAsync(DocumentRoutes routes, HttpContext context, IGrainFactory grains)
    {
        if (!DocumentTag.TryRead(context.Request, out var expected, out var problem))
            return new ProblemResult(problem!);
        (var body, problem) = await JsonBody.ReadAsync(
            context.Request, ApiJson.Default.DocumentRollbackBody, BodyBytesMax);
        if (problem is not null) return new ProblemResult(problem);
        var receipt = await routes.Open(context, grains).RollBackAsync(new()
        {
            To = body!.Version,
            Note = body.Note ?? "",
            Expected = expected,
            Author = AuthorOf(context),
        });
        return ResultOf(routes, receipt, context);
    }

    private static async Task<IResult> ListAsync(
        DocumentRoutes routes, string? cursor, int? limit, HttpContext context, IGrainFactory grains)
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

        var versions = await routes.Open(context, grains).ListAsync(before, count);
        // The first version ends every history.
        var next = versions is [.., { Number: > 0 } last] && versions.Length == count ? $"{last.Number}" : null;
        return TypedResults.Json(
            new ListPage<DocumentVersionView>([.. versions.Select(DocumentVersionView.Of)], next),
            ApiJson.Default.ListPageDocumentVersionView);
    }

    private static async Task<IResult> DiffAsync(
        DocumentRoutes routes, int? from, int? to, HttpContext context, IGrainFactory grains)
    {
        var door = routes.Open(context, grains);
        if (await door.FindAsync(to) is not { } young) return new ProblemResult(KnownProblems.NotFound);
        var number = young.Version.Number;
        if (await door.FindAsync(from ?? Math.Max(0, number - 1)) is not { } old)
            return new ProblemResult(KnownProblems.NotFound);
        var diff = LineDiff.Unified(old.Text, young.Text, $"version {old.Version.Number}", $"version {number}");
        return TypedResults.Json(
            new DocumentDiffView(old.Version.Number, number, diff), ApiJson.Default.DocumentDiffView);
    }

    private static IResult ResultOf(DocumentRoutes routes, DocumentReceipt receipt, HttpContext context)
    {
        switch (receipt.Outcome)
        {
            case DocumentOutcome.Changed or DocumentOutcome.Unchanged:
                context.Response.Headers.ETag = DocumentTag.Of(receipt.Version);
                return TypedResults.Json(
                    new DocumentReceiptView(receipt.Outcome, receipt.Version), ApiJson.Default.DocumentReceiptView);
            case DocumentOutcome.Conflict:
                return new ProblemResult(KnownProblems.Outdated);
            case DocumentOutcome.Invalid:
                return new ProblemResult(DocumentProblems.Of(routes.Kind, receipt.Faults));
            case DocumentOutcome.NotAllowed:
                return new ProblemResult(KnownProblems.Forbidden);
            case DocumentOutcome.NotFound:
                return new ProblemResult(KnownProblems.NotFound);
            default:
                throw new System.Diagnostics.UnreachableException($"No answer for {receipt.Outcome}.");
        }
    }
}
