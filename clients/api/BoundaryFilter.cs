using Microsoft.AspNetCore.Hosting;
using OmniSage.Api.Access;
using OmniSage.Api.Problems;

namespace OmniSage.Api;

/// <summary>Puts what guards every request outside of all else that the host has in its pipeline.</summary>
internal sealed class BoundaryFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<ProblemBoundary>();
        app.UseMiddleware<HostCheck>();
        next(app);
    };
}
