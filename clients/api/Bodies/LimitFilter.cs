using System.Globalization;
using Microsoft.Extensions.Primitives;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Bodies;

/// <summary>
/// Refuses a <c>limit</c> that is no number, by its name: the binder of the routes says 400 and not why.
/// </summary>
internal sealed class LimitFilter : IEndpointFilter
{
    private const string Name = "limit";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsNumberOrNothing(context.HttpContext.Request.Query[Name])
            ? await next(context)
            : new ProblemResult(KnownProblems.InvalidParameter(Name, "It has to be one whole number."));

    private static bool IsNumberOrNothing(StringValues given) => given.Count switch
    {
        0 => true,
        1 => string.IsNullOrEmpty(given[0]) || int.TryParse(given[0], CultureInfo.InvariantCulture, out _),
        _ => false,
    };
}
