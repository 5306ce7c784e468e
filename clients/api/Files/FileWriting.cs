using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OmniSage.Api.Access;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Files;

/// <summary>The workspace's files: put there and taken out by people.</summary>
internal static class FileWriting
{
    private const int PartBytes = 64 * 1024;

    public static void MapFileWriting(this RouteGroupBuilder workspace)
    {
        workspace.MapPut("/files/{*path}", PutAsync)
            .WithName("PutFile").WithTags("Files").RequireAuthorization(Policies.Work)
            .WithSummary("Puts the body there as it is, in place of what was; If-Match and If-None-Match guard it.")
            .Accepts<Stream>("*/*")
            .Produces<FileView>().Produces<FileView>(201).WithProblems(400, 404, 412, 413, 422, 429, 503);
        workspace.MapDelete("/files/{*path}", RemoveAsync)
            .WithName("RemoveFile").WithTags("Files").RequireAuthorization(Policies.Work)
            .WithSummary("Takes a file out; If-Match guards it.")
            .Produces(204).WithProblems(400, 404, 412, 503);
    }

    private static async Task<IResult> PutAsync(
        string? path, HttpContext context, IArtifacts files, IGrainFactory grains, IOptions<ApiOptions> options)
    {
        if (AddressedPath.Fault(path, context) is { } problem) return new ProblemResult(problem);
        var scope = Scope.Of(context);
        var cancellation = context.RequestAborted;
        var old = await files.FindFileAsync(scope.Tenant, scope.Workspace.Id.Value, path!, cancellation);
        if (!FileCondition.IsMet(context.Request, old)) return new ProblemResult(KnownProblems.Outdated);
        if (await ReadAsync(context, options.Value.FileBytesMax) is not { } content)
            return new ProblemResult(KnownProblems.TooLarge(options.Value.FileBytesMax));
        var sha256 = await files.KeepAsync(scope.Tenant, content);
        var file = await grains.GetGrain<IWorkspaceGrain>(scope.Workspace.Id.ToGrainKey())
            .PutFileAsync(new(path!, sha256, content.Length, scope.Account, SeenBy(context.Request, old)));
        context.Response.Headers.ETag = FileCondition.TagOf(file);
        return TypedResults.Json(FileView.Of(file), ApiJson.Default.FileView, statusCode: old is null ? 201 : 200);
    }

    private static async Task<IResult> RemoveAsync(
        string? path, HttpContext context, IArtifacts files, IGrainFactory grains)
    {
        if (AddressedPath.Fault(path, context) is { } problem) return new ProblemResult(problem);
        var scope = Scope.Of(context);
        var workspace = scope.Workspace.Id;
        var old = await files.FindFileAsync(scope.Tenant, workspace.Value, path!, context.RequestAborted);
        if (old is null) return new ProblemResult(KnownProblems.NotFound);
        if (!FileCondition.IsMet(context.Request, old)) return new ProblemResult(KnownProblems.Outdated);
        return await grains.GetGrain<IWorkspaceGrain>(workspace.ToGrainKey())
            .RemoveFileAsync(path!, scope.Account, SeenBy(context.Request, old))
            ? TypedResults.NoContent()
            : new ProblemResult(KnownProblems.NotFound);
    }

    /// <summary>Who guards a change by what was seen has it refused should that change on the way.</summary>
    private static SeenFile? SeenBy(HttpRequest request, WorkspaceFile? file) =>
        FileCondition.IsIn(request) ? new(file?.Sha256) : null;

    /// <summary>The whole body, or null when it has more than so many bytes.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int bytesMax)
    {
        var request = context.Request;
        if (request.ContentLength > bytesMax) return null;
        // The server's own bound is for bodies of any kind; this one is for files.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = null;
        var content = new MemoryStream((int)(request.ContentLength ?? 0));
        var part = new byte[PartBytes];
        int count;
        while ((count = await request.Body.ReadAsync(part, context.RequestAborted)) > 0)
        {
            if (content.Length + count > bytesMax) return null;
            content.Write(part, 0, count);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
