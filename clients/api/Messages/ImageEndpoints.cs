using OmniSage.Api.Access;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Problems;
using OmniSage.Api.Threads;

namespace OmniSage.Api.Messages;

/// <summary>Shows the pictures that came with a thread's messages.</summary>
internal static class ImageEndpoints
{
    public static void MapImages(this RouteGroupBuilder workspace) =>
        workspace.MapGet("/threads/{thread}/images/{sha256}", GetAsync)
            .WithName("GetImage").WithTags("Messages").RequireAuthorization(Policies.Read)
            .WithSummary("A picture of a message, by the SHA-256 that its event names.")
            .Produces(200, contentType: "image/png").WithProblems(404);

    /// <summary>The type is one of four that hold nothing to run; a browser is told not to guess another.</summary>
    private static async Task<IResult> GetAsync(
        string thread, string sha256, HttpContext context, ThreadFinder threads, IMessageImages images)
    {
        var scope = Scope.Of(context);
        if (!Scope.TryParseId(thread, out var value)) return new ProblemResult(KnownProblems.NotFound);
        var id = new ThreadId(scope.Tenant, value);
        if (!await threads.IsInAsync(id, scope.Workspace.Id, context.RequestAborted)
            || await images.FindAsync(id, sha256, context.RequestAborted) is not var (type, content))
        {
            return new ProblemResult(KnownProblems.NotFound);
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox";
        headers.ContentDisposition = "attachment";
        // What a hash names never changes.
        headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(content, type);
    }
}
