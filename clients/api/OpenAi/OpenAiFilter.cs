using Microsoft.AspNetCore.Http.Features;
using OmniSage.Api.Access;
using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Resolves the workspace, which OpenAI's clients can name by <c>OpenAI-Project</c>, inside the caller's own tenant,
/// and tells the grains on whose behalf they are called. What is refused below it becomes an answer.
/// </summary>
internal sealed class OpenAiFilter(IDirectory directory) : IEndpointFilter
{
    private const string ProjectHeader = "OpenAI-Project";
    private const string DefaultWorkspace = "default";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.Features.GetRequiredFeature<Caller>();
        var named = http.Request.Headers[ProjectHeader].ToString();
        var name = named.Length == 0 ? DefaultWorkspace : named;
        var workspace = await directory.FindWorkspaceAsync(caller.Tenant, name, http.RequestAborted);
        if (workspace is null) return new ProblemResult(OpenAiProblems.NoSuchProject);
        http.Features.Set(new Scope(caller, workspace));
        CallerContext.Set(caller.Tenant, caller.Account.Value.ToString("N"));
        http.Response.Headers["x-request-id"] = http.TraceIdentifier;
        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            return new ProblemResult(refused.Problem);
        }
    }
}
