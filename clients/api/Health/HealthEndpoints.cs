using Microsoft.Extensions.Diagnostics.HealthChecks;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Health;

/// <summary>How the process is: <c>live</c>, or <c>ready</c>.</summary>
internal sealed record HealthView(string Status);

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: every health check of the host that is tagged
/// <see cref="ReadyTag"/> passes. Both answer without a credential and say nothing else.
/// </summary>
internal static class HealthEndpoints
{
    public const string ReadyTag = "ready";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        Map(app, "live", _ => false);
        Map(app, "ready", check => check.Tags.Contains(ReadyTag));
    }

    private static void Map(IEndpointRouteBuilder app, string name, Func<HealthCheckRegistration, bool> checks) =>
        app.MapHealthChecks($"/health/{name}", new()
        {
            Predicate = checks,
            ResponseWriter = (context, report) => report.Status is HealthStatus.Unhealthy
                ? new ProblemResult(new(503, "not_ready", "OmniSage is not ready yet.")).ExecuteAsync(context)
                : context.Response.WriteAsJsonAsync(new(name), ApiJson.Default.HealthView),
        }).AllowAnonymous();
}
