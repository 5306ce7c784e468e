using Microsoft.Extensions.Options;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Access;

/// <summary>
/// Refuses requests under foreign host names and from pages of other origins, so that a web page which points its
/// own name at this machine (DNS rebinding) reaches nothing. Health checks say nothing worth protecting and are
/// asked by address, so they pass.
/// </summary>
internal sealed class HostCheck(RequestDelegate next, IOptions<ApiOptions> options)
{
    private readonly HashSet<string> allowed = new(
        ["localhost", "127.0.0.1", "[::1]", .. options.Value.AllowedHosts], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health")) return next(context);
        var host = context.Request.Host;
        var problem = !host.HasValue || host.Host.Length == 0 ? KnownProblems.BadHost
            : !allowed.Contains(host.Host) ? KnownProblems.ForeignHost
            : !IsOwnOrigin(context.Request) ? KnownProblems.ForeignOrigin
            : null;
        return problem is null ? next(context) : new ProblemResult(problem).ExecuteAsync(context);
    }

    /// <summary>Programs send no Origin; a browser sends that of the page, which has to be ours.</summary>
    private static bool IsOwnOrigin(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0) return true;
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && origin.Scheme is "http" or "https"
            && string.Equals(origin.Authority, Authority(request.Host, origin), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The Host as a URI of the origin's scheme spells it: without the scheme's own port.</summary>
    private static string Authority(HostString host, Uri origin) =>
        host.Port is { } port && port != (origin.Scheme is "https" ? 443 : 80) ? $"{host.Host}:{port}" : host.Host;
}
