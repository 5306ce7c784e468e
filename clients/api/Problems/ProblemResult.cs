using OmniSage.Api.OpenAi;

namespace OmniSage.Api.Problems;

/// <summary>Answers with a problem document; below <c>/v1</c> with the same problem in OpenAI's form.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (OpenAiError.IsFor(httpContext.Request)) return OpenAiError.WriteAsync(httpContext.Response, problem);
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.Status is 503) response.Headers.RetryAfter = "1";
        return response.WriteAsJsonAsync(problem, ApiJson.Default.Problem, ContentType, CancellationToken.None);
    }
}
