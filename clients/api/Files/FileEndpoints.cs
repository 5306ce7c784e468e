using OmniSage.Api.Access;
using OmniSage.Api.Artifacts;
using OmniSage.Api.Bodies;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Files;

/// <summary>The workspace's files: listed and read.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this RouteGroupBuilder workspace)
    {
        workspace.MapGet("/files", ListAsync)
            .WithName("ListFiles").WithTags("Files").RequireAuthorization(Policies.Read)
            .WithSummary("The workspace's files by path.")
            .Produces<ListPage<FileView>>().WithProblems(400, 404);
        workspace.MapGet("/files/{*path}", ReadAsync)
            .WithName("ReadFile").WithTags("Files").RequireAuthorization(Policies.Read)
            .WithSummary("A file's bytes, as a download; with info=true what it is. The ETag is the SHA-256.")
            .Produces(200, contentType: FileContent.AnyType).Produces<FileView>().Produces(304)
            .WithProblems(400, 404, 410, 503);
        workspace.MapFileWriting();
    }

    private static async Task<IResult> ListAsync(string? cursor, int? limit, HttpContext context, IArtifacts files)
    {
        if (!ListRange.TryRead(limit, ListRange.Max, out var count, out var problem))
            return new ProblemResult(problem!);
        if (cursor is not null && WorkspaceFilePath.WhyRefused(cursor) is not null)
            return new ProblemResult(KnownProblems.InvalidParameter("cursor", "It is not one that a list gave."));
        var scope = Scope.Of(context);
        var found = await files.ListFilesAsync(
            scope.Tenant, scope.Workspace.Id.Value, cursor, count + 1, context.RequestAborted);
        var shown = found.Take(count).Select(FileView.Of).ToList();
        return TypedResults.Json(
            new ListPage<FileView>(shown, found.Length > count ? shown[^1].Path : null),
            ApiJson.Default.ListPageFileView);
    }

    private static async Task<IResult> ReadAsync(string? path, string? info, HttpContext context, IArtifacts files)
    {
        if (AddressedPath.Fault(path, context) is { } problem) return new ProblemResult(problem);
        if (info is not (null or "true" or "false"))
            return new ProblemResult(KnownProblems.InvalidParameter("info", "It has to be true or false."));
        var scope = Scope.Of(context);
        var file = await files.FindFileAsync(
            scope.Tenant, scope.Workspace.Id.Value, path!, context.RequestAborted);
        if (file is null) return new ProblemResult(KnownProblems.NotFound);
        if (info is not "true")
        {
            return await FileContent.AnswerAsync(
                context, files, new(file.Path, file.Sha256, file.Bytes, file.MediaType));
        }

        context.Response.Headers.ETag = FileCondition.TagOf(file);
        return TypedResults.Json(FileView.Of(file), ApiJson.Default.FileView);
    }
}
