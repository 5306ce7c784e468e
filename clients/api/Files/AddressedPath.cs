using Microsoft.AspNetCore.Http.Features;
using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Artifacts;

namespace OmniSage.Api.Files;

/// <summary>
/// The path of a file as an address has it. The server leaves escapes alone that it cannot read, and <c>%2F</c>; such
/// an address would name one file in two ways, so it is refused.
/// </summary>
internal static class AddressedPath
{
    private const string Name = "path";

    public static Problem? Fault(string? path, HttpContext context) =>
        WorkspaceFilePath.WhyRefused(path ?? "") is { } why ? KnownProblems.InvalidParameter(Name, why)
        : HasStrayEscape(context) ? KnownProblems.InvalidParameter(
            Name, "Its escapes have to stand for characters of a name: / is written as it is, and % as %25.")
        : null;

    /// <summary>Each percent sign that is there after reading the address was written as one.</summary>
    private static bool HasStrayEscape(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var query = raw.IndexOf('?');
        if (query >= 0) raw = raw[..query];
        return context.Request.Path.Value.AsSpan().Count('%') != raw.Count("%25");
    }
}
