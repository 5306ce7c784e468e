using Microsoft.AspNetCore.Http.Features;
using OmniSage.GrainInterfaces.Keys;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Access;

/// <summary>
/// Resolves the workspace of the address inside the caller's own tenant, and tells the grains on whose behalf they
/// are called. The tenant comes from the credential only, so what belongs to another is simply not there.
/// </summary>
internal sealed class WorkspaceFilter(IDirectory directory) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.Features.GetRequiredFeature<Caller>();
        var name = (string)http.GetRouteValue("workspace")!;
        var workspace = await directory.FindWorkspaceAsync(caller.Tenant, name, http.RequestAborted);
        if (workspace is null) return new ProblemResult(KnownProblems.NotFound);
        http.Features.Set(new Scope(caller, workspace));
        CallerContext.Set(caller.Tenant, caller.Account.Value.ToString("N"));
        TraceParent.Pass();
        return await next(context);
    }
}
