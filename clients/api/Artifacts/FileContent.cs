using Microsoft.Net.Http.Headers;
using OmniSage.Api.Access;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Artifacts;

/// <summary>
/// A file's bytes as an answer. Whoever made them is not trusted: a browser is told to save them under a harmless
/// name, to take the type as given, and to run nothing that is in them should it show them all the same.
/// </summary>
internal sealed record FileContent(string Path, string Sha256, long Bytes, string MediaType)
{
    public const string AnyType = "application/octet-stream";

    private string Tag => $"\"{Sha256}\"";

    /// <summary>304 for who has these bytes already, 410 when they are not kept any more.</summary>
    public static async Task<IResult> AnswerAsync(HttpContext context, IArtifacts artifacts, FileContent file)
    {
        if (file.IsKnownTo(context.Request))
        {
            context.Response.Headers.ETag = file.Tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var content = await artifacts.ReadAsync(
            Scope.Of(context).Tenant, file.Sha256, file.Bytes, context.RequestAborted);
        if (content is null) return new ProblemResult(Gone);
        file.Describe(context.Response.Headers);
        return TypedResults.Bytes(content, file.SafeType);
    }

    private static Problem Gone { get; } = new(
        410,
        "content_gone",
        "The content is not kept any more.",
        "It has left the store. What it was and where it came from is still known.");

    private string SafeType => MediaTypeHeaderValue.TryParse(MediaType, out var type) ? type.ToString() : AnyType;

    private bool IsKnownTo(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var tags)
        && tags.Any(tag => tag.Tag == "*" || tag.Tag == Tag);

    private void Describe(IHeaderDictionary headers)
    {
        headers.ETag = Tag;
        headers.ContentDisposition = Attachment.Of(Path);
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox";
        headers.CacheControl = "private, no-cache";
    }
}
