using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Files;

/// <summary>Whether a file may be changed as it is now: what If-Match and If-None-Match say (RFC 9110, 13).</summary>
internal static class FileCondition
{
    public static string TagOf(WorkspaceFile file) => $"\"{file.Sha256}\"";

    public static bool IsIn(HttpRequest request) =>
        request.Headers.IfMatch.Count > 0 || request.Headers.IfNoneMatch.Count > 0;

    /// <summary>A condition that cannot be read is not met.</summary>
    public static bool IsMet(HttpRequest request, WorkspaceFile? file)
    {
        var headers = request.Headers;
        return (headers.IfMatch.Count == 0 || Names(headers.IfMatch, file) is true)
            && (headers.IfNoneMatch.Count == 0 || Names(headers.IfNoneMatch, file) is false);
    }

    /// <summary>Null when they are no tags. Weak ones name nothing: bytes are the same or not.</summary>
    private static bool? Names(StringValues given, WorkspaceFile? file) =>
        EntityTagHeaderValue.TryParseStrictList([.. given.OfType<string>()], out var tags)
            ? file is not null && tags.Any(tag => tag.Tag == "*" || (!tag.IsWeak && tag.Tag == TagOf(file)))
            : null;
}
