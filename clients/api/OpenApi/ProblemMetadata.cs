using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenApi;

/// <summary>Says in the OpenAPI document which problems an endpoint answers with.</summary>
internal static class ProblemMetadata
{
    /// <summary>The given ones, and those that every endpoint has: no key, and a fault.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Concat([401, 403, 500]))
            endpoint.Produces<Problem>(status, ProblemResult.ContentType);
        return endpoint;
    }

    /// <summary>Those of an endpoint that takes a body and gives it to a grain.</summary>
    public static RouteHandlerBuilder WithBodyProblems(this RouteHandlerBuilder endpoint) =>
        endpoint.WithProblems(400, 404, 413, 415, 422, 429, 503);
}
