using System.Text;

namespace OmniSage.Api.Web;

/// <summary>
/// Serves the web page: one document, which names its parts by their contents, so that these can be kept for ever. The
/// page may load nothing from elsewhere, run no script but its own file, and stand in no frame.
/// </summary>
internal static class WebEndpoints
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private const string NotBuilt =
        "OmniSage works, but its web page is not built: install Node.js 20.19 or newer and start it again "
        + "with ./omnisage up\n";

    public static void MapWeb(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Page).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/favicon.svg", (HttpContext context, WebFiles files) => Part("favicon.svg", context, files))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet(
            "/assets/{file}",
            (string file, HttpContext context, WebFiles files) => Part($"assets/{file}", context, files))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static Task Page(HttpContext context, WebFiles files)
    {
        Guard(context.Response);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Asked for anew each time, as it names what belongs together.
        headers.CacheControl = "no-cache";
        if (files.Page is { } page) return SendAsync(page, context);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(NotBuilt)).AsTask();
    }

    private static Task Part(string name, HttpContext context, WebFiles files)
    {
        if (files.Find(name) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        Guard(context.Response);
        context.Response.Headers.CacheControl = name.StartsWith("assets/", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        return SendAsync(file, context);
    }

    private static Task SendAsync(WebFile file, HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var (bytes, encoding) = file.For(request.Headers.AcceptEncoding.ToString());
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.ETag = file.Tag;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.Type;
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static void Guard(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
