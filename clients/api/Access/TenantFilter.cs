using Microsoft.AspNetCore.Http.Features;

namespace OmniSage.Api.Access;

/// <summary>Tells the grains on whose behalf they are called, where an address names no workspace.</summary>
internal sealed class TenantFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var caller = context.HttpContext.Features.GetRequiredFeature<Caller>();
        CallerContext.Set(caller.Tenant, caller.Account.Value.ToString("N"));
        return next(context);
    }
}
