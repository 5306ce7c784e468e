using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace OmniSage.Silo.Telemetry.Export;

/// <summary>
/// Names the web server's span of a request by its route, never by its address, and links it with the trace that the
/// caller says it is part of.
/// </summary>
internal sealed class RequestSpans(IOptions<TelemetryOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(NoteAsync);
        next(app);
    };

    private async Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
        {
            await next(context);
            return;
        }

        var parent = context.Request.Headers.TraceParent.ToString();
        if (!options.Value.TrustTraceParent && ActivityContext.TryParse(parent, null, isRemote: true, out var caller))
            span.AddLink(new(caller));
        await next(context);
        var method = HttpMethods.GetCanonicalizedValue(context.Request.Method);
        var known = HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method)
            || HttpMethods.IsDelete(method) || HttpMethods.IsPatch(method) || HttpMethods.IsHead(method)
            || HttpMethods.IsOptions(method) ? method : "_OTHER";
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? known : $"{known} {route}";
        span.SetTag("http.request.method", known);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (route is not null) span.SetTag("http.route", route);
    }
}
