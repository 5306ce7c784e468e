using Microsoft.Extensions.Options;

namespace OmniSage.Silo.Telemetry.Metrics;

/// <summary>
/// <c>/metrics</c>. Its figures are of the whole install, so no tenant's key reads it, an owner's neither, and being on
/// this machine is no reason: whatever a proxy here passes on comes from this machine too.
/// </summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value.Metrics) return;
        // It counts from now on; without anybody to read it, nobody listens.
        _ = app.ServiceProvider.GetRequiredService<MetricStore>();
        app.MapGet(Path, Get).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Get(HttpContext context, MetricsToken token, MetricStore store)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Authorization is [var shown] && token.Accepts(shown))
            return Results.Text(store.Read(), ContentType);
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"OmniSage metrics\"";
        return Results.Text(
            $"The metrics token is needed. It is in {MetricsToken.TokenFile} in the data folder.\n",
            statusCode: StatusCodes.Status401Unauthorized);
    }
}
