namespace OmniSage.Api.Problems;

/// <summary>Answers with a problem document.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.Status is 503) response.Headers.RetryAfter = "1";
        return response.WriteAsJsonAsync(problem, ApiJson.Default.Problem, ContentType, CancellationToken.None);
    }
}
