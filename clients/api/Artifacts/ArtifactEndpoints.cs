using OmniSage.Api.Access;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Artifacts;

/// <summary>The files that runs made and that were kept.</summary>
internal static class ArtifactEndpoints
{
    public static void MapArtifacts(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/artifacts", ListAsync)
            .WithName("ListArtifacts").WithTags("Artifacts").RequireAuthorization(Policies.Read)
            .WithSummary("The files that runs made and that were kept, newest first; run narrows it.")
            .Produces<ListPage<ArtifactView>>().WithProblems(400, 404);
        workspace.MapGet("/artifacts/{artifact}", GetAsync)
            .WithName("GetArtifact").WithTags("Artifacts").RequireAuthorization(Policies.Read)
            .WithSummary("What an artifact is and where it comes from.")
            .Produces<ArtifactView>().WithProblems(404);
        workspace.MapGet("/artifacts/{artifact}/content", ReadAsync)
            .WithName("ReadArtifact").WithTags("Artifacts").RequireAuthorization(Policies.Read)
            .WithSummary("An artifact's bytes, as a download; the ETag is their SHA-256.")
            .Produces(200, contentType: FileContent.AnyType).Produces(304).WithProblems(404, 410, 503);
    }

    private static async Task<IResult> ListAsync(
        string? run, string? cursor, int? limit, HttpContext context, IArtifacts artifacts)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem)
            || !TryReadId("run", run, "It has to be an id: 32 hex digits in lower case.", out var runId, out problem)
            || !TryReadId("cursor", cursor, "It is not one that a list gave.", out var behind, out problem))
        {
            return new ProblemResult(problem!);
        }

        var scope = Scope.Of(context);
        var found = await artifacts.ListAsync(
            scope.Tenant, scope.Workspace.Id.Value, runId, behind, count + 1, context.RequestAborted);
        var shown = found.Take(count).Select(ArtifactView.Of).ToList();
        return TypedResults.Json(
            new ListPage<ArtifactView>(shown, found.Length > count ? shown[^1].Id : null),
            ApiJson.Default.ListPageArtifactView);
    }

    private static async Task<IResult> GetAsync(string artifact, HttpContext context, IArtifacts artifacts) =>
        await FindAsync(artifact, context, artifacts) is { } found
            ? TypedResults.Json(ArtifactView.Of(found), ApiJson.Default.ArtifactView)
            : new ProblemResult(KnownProblems.NotFound);

    private static async Task<IResult> ReadAsync(string artifact, HttpContext context, IArtifacts artifacts) =>
        await FindAsync(artifact, context, artifacts) is { } found
            ? await FileContent.AnswerAsync(
                context, artifacts, new(found.Path, found.Sha256, found.Bytes, found.MediaType))
            : new ProblemResult(KnownProblems.NotFound);

    /// <summary>The artifact, if it is one of this workspace.</summary>
    private static async Task<Artifact?> FindAsync(string text, HttpContext context, IArtifacts artifacts)
    {
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(text, out var id)) return null;
        var found = await artifacts.FindAsync(scope.Tenant, id, context.RequestAborted);
        return found?.Workspace == scope.Workspace.Id.Value ? found : null;
    }

    private static bool TryReadId(string name, string? text, string fault, out Guid? id, out Problem? problem)
    {
        id = text is not null && Scope.TryParseId(text, out var value) ? value : null;
        problem = text is null || id is not null ? null : KnownProblems.InvalidParameter(name, fault);
        return problem is null;
    }
}
